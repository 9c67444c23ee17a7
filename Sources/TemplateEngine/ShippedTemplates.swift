// swift-format-ignore-file
// Written by script/embed-templates from Templates/. Change the files there, then run it again.

/// The files of `Templates/` by their names in it.
enum ShippedTemplates {
    static let files: [String: String] = [
"acknowledgement/1/ar.words": #"""
subject = استلمنا طلبكم
hello = مرحبًا،
lead = وصلنا طلبكم وسُجّل بالرقم {{ticket.number}}. سيتولى {{desk.title}} متابعته والرد عليكم بالبريد الإلكتروني.
more = لإضافة أي معلومة، يكفي الرد على هذه الرسالة.
action = عرض طلبكم
why = وصلتكم هذه الرسالة لأن رسالة من عنوانكم وردت إلى {{desk.address}}.

"""#,
"acknowledgement/1/de.words": #"""
subject = Wir haben Ihre Anfrage erhalten
hello = Guten Tag,
lead = Ihre Anfrage ist eingegangen und hat die Nummer {{ticket.number}}. {{desk.title}} kümmert sich darum und antwortet Ihnen per E-Mail.
more = Wenn Sie etwas ergänzen möchten, antworten Sie einfach auf diese E-Mail.
action = Ihre Anfrage ansehen
why = Sie erhalten diese E-Mail, weil eine Nachricht von Ihrer Adresse bei {{desk.address}} eingegangen ist.

"""#,
"acknowledgement/1/en.words": #"""
subject = We have received your request
hello = Hello,
lead = Your request has arrived and has the number {{ticket.number}}. {{desk.title}} will look into it and answer you by mail.
more = To add anything, simply reply to this mail.
action = See your request
why = You get this mail because a mail from your address reached {{desk.address}}.

"""#,
"acknowledgement/1/es.words": #"""
subject = Hemos recibido su solicitud
hello = Hola:
lead = Hemos recibido su solicitud y le hemos asignado el número {{ticket.number}}. {{desk.title}} se ocupará de ella y le responderá por correo.
more = Si desea añadir algo, responda a este mensaje.
action = Ver su solicitud
why = Recibe este mensaje porque llegó un correo desde su dirección a {{desk.address}}.

"""#,
"acknowledgement/1/fr.words": #"""
subject = Nous avons bien reçu votre demande
hello = Bonjour,
lead = Votre demande nous est bien parvenue et porte le numéro {{ticket.number}}. {{desk.title}} va s’en occuper et vous répondra par e-mail.
more = Pour ajouter quelque chose, répondez simplement à ce message.
action = Voir votre demande
why = Vous recevez ce message parce qu’un e-mail envoyé depuis votre adresse est arrivé à {{desk.address}}.

"""#,
"acknowledgement/1/ja.words": #"""
subject = お問い合わせを受け付けました
hello = こんにちは。
lead = お問い合わせを受け付けました。番号は {{ticket.number}} です。{{desk.title}} が確認し、メールでお返事します。
more = 追加のご連絡は、このメールにそのまま返信してください。
action = お問い合わせを見る
why = このメールは、お客様のアドレスから {{desk.address}} にメールが届いたため、お送りしています。

"""#,
"acknowledgement/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>./hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
<p style="margin:0 0 16px">{{>./more}}</p>
{{#ticket.url}}
{{>layout/1/button}}
{{>./action}}
{{>layout/1/button-end}}
{{/ticket.url}}
{{>layout/1/facts}}
{{>layout/1/reply-line}}
{{>layout/1/small}}
{{>./why}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"acknowledgement/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"acknowledgement/1/und.text": #"""
{{>./hello}}

{{>./lead}}

{{>./more}}

{{>./action}}{{>layout/1/colon}}
{{ticket.url}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

{{>./why}}

{{>layout/1/close}}

"""#,
"acknowledgement/1/zh.words": #"""
subject = 我们已收到您的请求
hello = 您好：
lead = 我们已收到您的请求，编号为{{ticket.number}}。{{desk.title}}的同事会尽快处理，并通过邮件答复您。
more = 如需补充信息，直接回复本邮件即可，不必另写新邮件。
action = 查看请求
why = 您收到这封邮件，是因为有一封邮件以您的地址寄到了{{desk.address}}。

"""#,
"approval-code/1/ar.words": #"""
subject = رمز {{code.ticket}}
lead = أدخلوا هذا الرمز في الصفحة التي طلبته لاتخاذ القرار بشأن {{code.ticket}}:
until = يعمل الرمز مرة واحدة، حتى {{code.expires, date, ::yMMMdjmz}}، وفي المتصفح الذي طُلب منه فقط.
warning = إذا لم تطلبوا رمزًا فتجاهلوا هذه الرسالة: لم يُتخذ أي قرار. لا تعطوا الرمز لأحد، فنحن لا نطلبه أبدًا.

"""#,
"approval-code/1/de.words": #"""
subject = Ihr Code für {{code.ticket}}
lead = Geben Sie diesen Code auf der Seite ein, die danach gefragt hat, um über {{code.ticket}} zu entscheiden:
until = Er gilt einmal, bis {{code.expires, date, ::yMMMdjmz}}, und nur in dem Browser, in dem Sie ihn angefordert haben.
warning = Wenn Sie keinen Code angefordert haben, ignorieren Sie diese E-Mail: Es ist nichts entschieden worden. Geben Sie den Code niemandem; wir fragen nie danach.

"""#,
"approval-code/1/en.words": #"""
subject = Your code for {{code.ticket}}
lead = Type this code on the page that asked for it, to decide on {{code.ticket}}:
until = It works once, until {{code.expires, date, ::yMMMdjmz}}, and only in the browser where you asked for it.
warning = If you did not ask for a code, ignore this mail: nothing has been decided. Give the code to nobody; the desk never asks for it.

"""#,
"approval-code/1/es.words": #"""
subject = Su código para {{code.ticket}}
lead = Escriba este código en la página que lo ha pedido, para decidir sobre {{code.ticket}}:
until = Sirve una sola vez, hasta el {{code.expires, date, ::yMMMdjmz}}, y solo en el navegador donde lo ha pedido.
warning = Si no ha pedido ningún código, ignore este mensaje: no se ha decidido nada. No dé el código a nadie; nosotros nunca lo pedimos.

"""#,
"approval-code/1/fr.words": #"""
subject = Votre code pour {{code.ticket}}
lead = Saisissez ce code sur la page qui l’a demandé, pour vous prononcer sur {{code.ticket}} :
until = Il fonctionne une seule fois, jusqu’au {{code.expires, date, ::yMMMdjmz}}, et seulement dans le navigateur où vous l’avez demandé.
warning = Si vous n’avez pas demandé de code, ignorez ce message : rien n’a été décidé. Ne donnez ce code à personne ; nous ne le demandons jamais.

"""#,
"approval-code/1/ja.words": #"""
subject = {{code.ticket}} の確認コード
lead = {{code.ticket}} の承認画面で、次のコードを入力してください。
until = コードは 1 回だけ、コードを請求したブラウザーでのみ使えます。有効期限は {{code.expires, date, ::yMMMdjmz}} です。
warning = お心当たりのない場合は、このメールを無視してください。まだ何も決定されていません。コードは誰にも教えないでください。窓口からお尋ねすることはありません。

"""#,
"approval-code/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
<p style="margin:0 0 16px;font-size:28px;line-height:36px;font-weight:bold;letter-spacing:4px">{{code.text}}</p>
<p style="margin:0 0 16px">{{>./until}}</p>
{{>layout/1/small}}
{{>./warning}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"approval-code/1/und.subject": #"""
{{>./subject}}

"""#,
"approval-code/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{code.text}}

{{>./until}}

{{>./warning}}

{{>layout/1/close}}

"""#,
"approval-code/1/zh.words": #"""
subject = {{code.ticket}}的验证码
lead = 请在索取验证码的页面输入以下验证码，以审批{{code.ticket}}：
until = 验证码只能使用一次，有效期至{{code.expires, date, ::yMMMdjmz}}，且只能在索取它的浏览器中使用。
warning = 如果不是您本人索取，请忽略本邮件：没有作出任何审批决定。请勿把验证码告诉任何人，服务台不会向您索要验证码。

"""#,
"approval-comment/1/ar.words": #"""
subject = بخصوص الموافقة: {{ticket.subject}}
lead = كتب {{comment.author}} بشأن القرار في الطلب {{ticket.number}}{{#approval.is_open}} الذي ينتظركم{{/approval.is_open}}:
before = كتب {{author}} في {{created_at}}:
asked = المطلوب البت فيه:
answer = لم يُتخذ بهذا أي قرار. يمكنكم الرد على هذه الرسالة أو في الصفحة: يصل ردكم إلى كل من لم يقرر بعد.
page = عرض الموافقة
why = {{#approval.is_open}}وصلتكم هذه الرسالة لأنكم من أصحاب القرار في الطلب {{ticket.number}}.{{/approval.is_open}}{{^approval.is_open}}وصلتكم هذه الرسالة لأنكم طلبتم الموافقة على الطلب {{ticket.number}}.{{/approval.is_open}}

"""#,
"approval-comment/1/de.words": #"""
subject = Zur Genehmigung: {{ticket.subject}}
lead = {{comment.author}} hat zur Entscheidung über {{ticket.number}} geschrieben{{#approval.is_open}}, die bei Ihnen liegt{{/approval.is_open}}:
before = {{author}} schrieb am {{created_at}}:
asked = Zu entscheiden ist:
answer = Damit ist nichts entschieden. Antworten Sie auf diese E-Mail oder auf der Seite: Ihre Antwort geht an alle, die noch nicht entschieden haben.
page = Genehmigung ansehen
why = {{#approval.is_open}}Sie erhalten diese E-Mail, weil Sie über {{ticket.number}} entscheiden sollen.{{/approval.is_open}}{{^approval.is_open}}Sie erhalten diese E-Mail, weil Sie um die Genehmigung von {{ticket.number}} gebeten haben.{{/approval.is_open}}

"""#,
"approval-comment/1/en.words": #"""
subject = About the approval: {{ticket.subject}}
lead = {{comment.author}} has written about the decision on {{ticket.number}}{{#approval.is_open}} that waits for you{{/approval.is_open}}:
before = {{author}} wrote on {{created_at}}:
asked = What is to be decided:
answer = Nothing was decided by this. Reply to this mail, or on the page: your answer goes to all approvers who have not decided.
page = See the approval
why = {{#approval.is_open}}You get this mail because you were named as an approver of {{ticket.number}}.{{/approval.is_open}}{{^approval.is_open}}You get this mail because you asked for the approval of {{ticket.number}}.{{/approval.is_open}}

"""#,
"approval-comment/1/es.words": #"""
subject = Sobre la aprobación: {{ticket.subject}}
lead = {{comment.author}} ha escrito sobre la decisión de {{ticket.number}}{{#approval.is_open}} que espera su respuesta{{/approval.is_open}}:
before = {{author}} escribió el {{created_at}}:
asked = Lo que hay que decidir:
answer = Con esto no se ha decidido nada. Responda a este mensaje o en la página: su respuesta llega a quienes aún no han decidido.
page = Ver la aprobación
why = {{#approval.is_open}}Recibe este mensaje porque debe decidir sobre {{ticket.number}}.{{/approval.is_open}}{{^approval.is_open}}Recibe este mensaje porque pidió la aprobación de {{ticket.number}}.{{/approval.is_open}}

"""#,
"approval-comment/1/fr.words": #"""
subject = À propos de l’accord : {{ticket.subject}}
lead = {{comment.author}} a écrit au sujet de la décision sur {{ticket.number}}{{#approval.is_open}}, qui vous attend{{/approval.is_open}} :
before = {{author}} a écrit le {{created_at}} :
asked = Ce qui est à décider :
answer = Rien n’est décidé ainsi. Répondez à ce message ou sur la page : votre réponse parvient à tous ceux qui n’ont pas encore décidé.
page = Voir la demande d’accord
why = {{#approval.is_open}}Vous recevez ce message parce que vous devez vous prononcer sur {{ticket.number}}.{{/approval.is_open}}{{^approval.is_open}}Vous recevez ce message parce que vous avez demandé un accord pour {{ticket.number}}.{{/approval.is_open}}

"""#,
"approval-comment/1/ja.words": #"""
subject = 承認について：{{ticket.subject}}
lead = {{comment.author}} さんから、{{#approval.is_open}}ご判断をお待ちしている {{/approval.is_open}}{{ticket.number}} の承認について連絡がありました。
before = {{author}} さん（{{created_at}}）：
asked = 承認をお願いする内容：
answer = これは決定ではありません。このメールへの返信、またはページ上でお答えください。まだ決定していない承認者全員に届きます。
page = 承認を見る
why = {{#approval.is_open}}このメールは、{{ticket.number}} の承認者の方にお送りしています。{{/approval.is_open}}{{^approval.is_open}}このメールは、{{ticket.number}} の承認を依頼された方にお送りしています。{{/approval.is_open}}

"""#,
"approval-comment/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{>layout/1/quote}}
{{comment.text}}
{{>layout/1/quote-end}}
{{#comments}}
<p style="margin:0 0 16px">{{>./before}}</p>
{{>layout/1/quote}}
{{text}}
{{>layout/1/quote-end}}
{{/comments}}
<p style="margin:0 0 16px">{{>./asked}}</p>
{{>layout/1/quote}}
{{approval.text}}
{{>layout/1/quote-end}}
{{>layout/1/list}}
{{>layout/1/fields}}
{{>layout/1/files}}
{{>layout/1/list-end}}
{{#approval.is_open}}
{{>layout/1/deciders}}
{{>layout/1/decide}}
{{/approval.is_open}}
{{^approval.is_open}}
<p style="margin:0 0 16px">{{>./answer}}</p>
{{#approval.url}}
{{>layout/1/button}}
{{>./page}}
{{>layout/1/button-end}}
{{/approval.url}}
{{/approval.is_open}}
{{>layout/1/about}}
{{>layout/1/facts}}
{{>layout/1/reply-line}}
{{>layout/1/small}}
{{>./why}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"approval-comment/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"approval-comment/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{comment.text}}

{{#comments}}
{{>./before}}

{{text}}

{{/comments}}
{{>./asked}}

{{approval.text}}

{{>layout/1/fields}}
{{>layout/1/files}}

{{#approval.is_open}}
{{>layout/1/deciders}}

{{>layout/1/decide}}

{{/approval.is_open}}
{{^approval.is_open}}
{{>./answer}}

{{>./page}}{{>layout/1/colon}}
{{approval.url}}

{{/approval.is_open}}
{{>layout/1/about}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

{{>./why}}

{{>layout/1/close}}

"""#,
"approval-comment/1/zh.words": #"""
subject = 关于审批：{{ticket.subject}}
lead = {{comment.author}}就{{#approval.is_open}}待您审批的{{/approval.is_open}}请求{{ticket.number}}{{^approval.is_open}}的审批{{/approval.is_open}}写道：
before = {{author}}于{{created_at}}写道：
asked = 审批事项：
answer = 此内容不构成审批决定。您可以直接回复本邮件或在页面上答复，答复会发送给所有尚未决定的审批人。
page = 查看审批
why = {{#approval.is_open}}您收到这封邮件，是因为您是请求{{ticket.number}}的审批人。{{/approval.is_open}}{{^approval.is_open}}您收到这封邮件，是因为您发起了请求{{ticket.number}}的审批。{{/approval.is_open}}

"""#,
"approval-decided/1/ar.words": #"""
subject = {{approval.decision, select, approved {تمت الموافقة} rejected {تم الرفض} other {تم البت}}}: {{ticket.subject}}
lead = {{approval.decision, select, approved {تمت الموافقة على ما يلي} rejected {رُفض ما يلي} other {تم البت فيما يلي}}} في الطلب {{ticket.number}} بتاريخ {{approval.decided_at}}:
more = {{#recipient.is_agent}}يمكنكم متابعة معالجة الطلب.{{/recipient.is_agent}}{{^recipient.is_agent}}{{#recipient.is_approver}}لم يعد مطلوبًا منكم أي إجراء.{{/recipient.is_approver}}{{^recipient.is_approver}}{{approval.decision, select, approved {سنتابع معالجة طلبكم.} other {لأي استفسار، يكفي الرد على هذه الرسالة.}}}{{/recipient.is_approver}}{{/recipient.is_agent}}

"""#,
"approval-decided/1/de.words": #"""
subject = {{approval.decision, select, approved {Genehmigt} rejected {Abgelehnt} other {Entschieden}}}: {{ticket.subject}}
lead = Folgendes wurde zu {{ticket.number}} am {{approval.decided_at}} {{approval.decision, select, approved {genehmigt} rejected {abgelehnt} other {entschieden}}}:
more = {{#recipient.is_agent}}Sie können die Anfrage weiterbearbeiten.{{/recipient.is_agent}}{{^recipient.is_agent}}{{#recipient.is_approver}}Für Sie ist nichts mehr zu tun.{{/recipient.is_approver}}{{^recipient.is_approver}}{{approval.decision, select, approved {Wir bearbeiten Ihre Anfrage weiter.} other {Wenn Sie Fragen haben, antworten Sie einfach auf diese E-Mail.}}}{{/recipient.is_approver}}{{/recipient.is_agent}}

"""#,
"approval-decided/1/en.words": #"""
subject = {{approval.decision, select, approved {Approved} rejected {Refused} other {Decided}}}: {{ticket.subject}}
lead = The following was {{approval.decision, select, approved {approved} rejected {refused} other {decided}}} for {{ticket.number}} on {{approval.decided_at}}:
more = {{#recipient.is_agent}}You can go on with the request.{{/recipient.is_agent}}{{^recipient.is_agent}}{{#recipient.is_approver}}There is nothing left for you to do.{{/recipient.is_approver}}{{^recipient.is_approver}}{{approval.decision, select, approved {We will go on with your request.} other {If you have questions, simply reply to this mail.}}}{{/recipient.is_approver}}{{/recipient.is_agent}}

"""#,
"approval-decided/1/es.words": #"""
subject = {{approval.decision, select, approved {Aprobado} rejected {Rechazado} other {Decidido}}}: {{ticket.subject}}
lead = Lo siguiente, relativo a {{ticket.number}}, fue {{approval.decision, select, approved {aprobado} rejected {rechazado} other {decidido}}} el {{approval.decided_at}}:
more = {{#recipient.is_agent}}Puede continuar con la solicitud.{{/recipient.is_agent}}{{^recipient.is_agent}}{{#recipient.is_approver}}No tiene que hacer nada más.{{/recipient.is_approver}}{{^recipient.is_approver}}{{approval.decision, select, approved {Continuaremos con su solicitud.} other {Si tiene preguntas, responda a este mensaje.}}}{{/recipient.is_approver}}{{/recipient.is_agent}}

"""#,
"approval-decided/1/fr.words": #"""
subject = {{approval.decision, select, approved {Approuvé} rejected {Refusé} other {Décidé}}} : {{ticket.subject}}
lead = Pour {{ticket.number}}, ce qui suit a été {{approval.decision, select, approved {approuvé} rejected {refusé} other {décidé}}} le {{approval.decided_at}} :
more = {{#recipient.is_agent}}Vous pouvez poursuivre le traitement.{{/recipient.is_agent}}{{^recipient.is_agent}}{{#recipient.is_approver}}Vous n’avez plus rien à faire.{{/recipient.is_approver}}{{^recipient.is_approver}}{{approval.decision, select, approved {Nous poursuivons le traitement de votre demande.} other {Pour toute question, répondez simplement à ce message.}}}{{/recipient.is_approver}}{{/recipient.is_agent}}

"""#,
"approval-decided/1/ja.words": #"""
subject = {{approval.decision, select, approved {承認されました} rejected {却下されました} other {決定しました}}}：{{ticket.subject}}
lead = {{ticket.number}} の次の件は、{{approval.decided_at}} に{{approval.decision, select, approved {承認されました。} rejected {却下されました。} other {決定しました。}}}
more = {{#recipient.is_agent}}対応を進めてください。{{/recipient.is_agent}}{{^recipient.is_agent}}{{#recipient.is_approver}}これ以上の操作は必要ありません。{{/recipient.is_approver}}{{^recipient.is_approver}}{{approval.decision, select, approved {引き続き対応いたします。} other {ご不明な点は、このメールにそのまま返信してください。}}}{{/recipient.is_approver}}{{/recipient.is_agent}}

"""#,
"approval-decided/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{>layout/1/quote}}
{{approval.text}}
{{>layout/1/quote-end}}
{{>layout/1/list}}
{{>layout/1/fields}}
{{>layout/1/list-end}}
{{>layout/1/decided}}
<p style="margin:0 0 16px">{{>./more}}</p>
{{#ticket.url}}
{{>layout/1/button}}
{{>layout/1/see}}
{{>layout/1/button-end}}
{{/ticket.url}}
{{>layout/1/facts}}
{{>layout/1/reply-line}}
{{>layout/1/small}}
{{>layout/1/part}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"approval-decided/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"approval-decided/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{approval.text}}

{{>layout/1/fields}}

{{>layout/1/decided}}

{{>./more}}

{{>layout/1/see}}{{>layout/1/colon}}
{{ticket.url}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

{{>layout/1/part}}

{{>layout/1/close}}

"""#,
"approval-decided/1/zh.words": #"""
subject = {{approval.decision, select, approved {已同意} rejected {已拒绝} other {已决定}}}：{{ticket.subject}}
lead = 请求{{ticket.number}}中的以下事项已于{{approval.decided_at}}{{approval.decision, select, approved {获得批准} rejected {被拒绝} other {作出决定}}}：
more = {{#recipient.is_agent}}您可以继续处理这个请求。{{/recipient.is_agent}}{{^recipient.is_agent}}{{#recipient.is_approver}}您无需再做任何操作。{{/recipient.is_approver}}{{^recipient.is_approver}}{{approval.decision, select, approved {我们会继续处理您的请求。} other {如有疑问，直接回复本邮件即可。}}}{{/recipient.is_approver}}{{/recipient.is_agent}}

"""#,
"approval-expired/1/ar.words": #"""
subject = انتهت مهلة الموافقة: {{ticket.subject}}
lead = لم يُتخذ قرار قبل {{approval.expired_at, date, ::yMMMdjmz}} بشأن ما يلي في الطلب {{ticket.number}}:
waiting = لم يرد قرار من {{approver}}.
more = {{#recipient.is_agent}}إذا كانت الموافقة ما زالت لازمة، فاطلبوها من جديد.{{/recipient.is_agent}}{{^recipient.is_agent}}{{#recipient.is_approver}}لم يعد اتخاذ القرار ممكنًا. إذا كان الأمر ما زال مهمًا فراسلونا.{{/recipient.is_approver}}{{^recipient.is_approver}}سننظر في الخطوة التالية ونخبركم بها.{{/recipient.is_approver}}{{/recipient.is_agent}}

"""#,
"approval-expired/1/de.words": #"""
subject = Nicht rechtzeitig entschieden: {{ticket.subject}}
lead = Über Folgendes zu {{ticket.number}} wurde bis {{approval.expired_at, date, ::yMMMdjmz}} nicht entschieden:
waiting = {{approver}} hat nicht entschieden.
more = {{#recipient.is_agent}}Wenn es noch nötig ist, bitten Sie erneut um Genehmigung.{{/recipient.is_agent}}{{^recipient.is_agent}}{{#recipient.is_approver}}Eine Entscheidung ist jetzt nicht mehr möglich. Wenn sie noch wichtig ist, schreiben Sie uns bitte.{{/recipient.is_approver}}{{^recipient.is_approver}}Wir klären, wie es weitergeht, und melden uns bei Ihnen.{{/recipient.is_approver}}{{/recipient.is_agent}}

"""#,
"approval-expired/1/en.words": #"""
subject = Not decided in time: {{ticket.subject}}
lead = Nobody decided on the following for {{ticket.number}} before {{approval.expired_at, date, ::yMMMdjmz}}:
waiting = {{approver}} did not decide.
more = {{#recipient.is_agent}}If it still matters, please ask for approval again.{{/recipient.is_agent}}{{^recipient.is_agent}}{{#recipient.is_approver}}It can no longer be decided by mail. If it still matters, please write to us.{{/recipient.is_approver}}{{^recipient.is_approver}}We will see how to go on and tell you.{{/recipient.is_approver}}{{/recipient.is_agent}}

"""#,
"approval-expired/1/es.words": #"""
subject = Sin decisión a tiempo: {{ticket.subject}}
lead = Nadie decidió antes del {{approval.expired_at, date, ::yMMMdjmz}} sobre lo siguiente, relativo a {{ticket.number}}:
waiting = {{approver}} no ha decidido.
more = {{#recipient.is_agent}}Si sigue siendo necesario, vuelva a pedir la aprobación.{{/recipient.is_agent}}{{^recipient.is_agent}}{{#recipient.is_approver}}Ya no es posible decidir. Si sigue siendo importante, escríbanos.{{/recipient.is_approver}}{{^recipient.is_approver}}Veremos cómo continuar y se lo comunicaremos.{{/recipient.is_approver}}{{/recipient.is_agent}}

"""#,
"approval-expired/1/fr.words": #"""
subject = Pas de décision à temps : {{ticket.subject}}
lead = Pour {{ticket.number}}, personne ne s’est prononcé avant le {{approval.expired_at, date, ::yMMMdjmz}} sur ce qui suit :
waiting = {{approver}} ne s’est pas prononcé.
more = {{#recipient.is_agent}}Si c’est toujours nécessaire, demandez de nouveau un accord.{{/recipient.is_agent}}{{^recipient.is_agent}}{{#recipient.is_approver}}Il n’est plus possible de décider. Si c’est toujours utile, écrivez-nous.{{/recipient.is_approver}}{{^recipient.is_approver}}Nous examinons la suite à donner et vous tiendrons informé.{{/recipient.is_approver}}{{/recipient.is_agent}}

"""#,
"approval-expired/1/ja.words": #"""
subject = 承認の期限が過ぎました：{{ticket.subject}}
lead = {{ticket.number}} の次の件は、期限の {{approval.expired_at, date, ::yMMMdjmz}} までに決まりませんでした。
waiting = {{approver}} さんは未回答です。
more = {{#recipient.is_agent}}まだ必要な場合は、改めて承認を依頼してください。{{/recipient.is_agent}}{{^recipient.is_agent}}{{#recipient.is_approver}}現在はお答えいただけません。まだ必要な場合は、メールでお知らせください。{{/recipient.is_approver}}{{^recipient.is_approver}}今後の進め方を確認し、ご連絡します。{{/recipient.is_approver}}{{/recipient.is_agent}}

"""#,
"approval-expired/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{>layout/1/quote}}
{{approval.text}}
{{>layout/1/quote-end}}
{{>layout/1/list}}
{{>layout/1/fields}}
{{>layout/1/list-end}}
{{#waiting}}
<p style="margin:0 0 8px">{{>./waiting}}</p>
{{/waiting}}
<p style="margin:0 0 16px">{{>./more}}</p>
{{#ticket.url}}
{{>layout/1/button}}
{{>layout/1/see}}
{{>layout/1/button-end}}
{{/ticket.url}}
{{>layout/1/facts}}
{{>layout/1/reply-line}}
{{>layout/1/small}}
{{>layout/1/part}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"approval-expired/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"approval-expired/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{approval.text}}

{{>layout/1/fields}}

{{#waiting}}
* {{>./waiting}}
{{/waiting}}

{{>./more}}

{{>layout/1/see}}{{>layout/1/colon}}
{{ticket.url}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

{{>layout/1/part}}

{{>layout/1/close}}

"""#,
"approval-expired/1/zh.words": #"""
subject = 审批已过期：{{ticket.subject}}
lead = 请求{{ticket.number}}中的以下事项在{{approval.expired_at, date, ::yMMMdjmz}}之前没有得到审批：
waiting = {{approver}}没有审批。
more = {{#recipient.is_agent}}如果仍然需要，请重新发起审批。{{/recipient.is_agent}}{{^recipient.is_agent}}{{#recipient.is_approver}}现在已无法审批。如果仍然需要，请写信告诉我们。{{/recipient.is_approver}}{{^recipient.is_approver}}我们会确定下一步如何处理，并告知您。{{/recipient.is_approver}}{{/recipient.is_agent}}

"""#,
"approval-reminder/1/ar.words": #"""
subject = ما زالت موافقتكم مطلوبة: {{ticket.subject}}
lead = {{^approval.desk_rule}}ينتظر {{approval.author}} قراركم بشأن الطلب {{ticket.number}} منذ {{approval.requested_at}}:{{/approval.desk_rule}}{{#approval.desk_rule}}تنتظر قاعدة الدعم «{{approval.desk_rule}}» قراركم بشأن الطلب {{ticket.number}} نيابةً عن {{approval.author}} منذ {{approval.requested_at}}:{{/approval.desk_rule}}
why = وصلتكم هذه الرسالة لأنكم من أصحاب القرار في الطلب {{ticket.number}}.

"""#,
"approval-reminder/1/de.words": #"""
subject = Ihre Genehmigung steht noch aus: {{ticket.subject}}
lead = {{^approval.desk_rule}}{{approval.author}} wartet seit {{approval.requested_at}} auf Ihre Entscheidung zu {{ticket.number}}:{{/approval.desk_rule}}{{#approval.desk_rule}}Die Regel „{{approval.desk_rule}}“ des Servicedesks wartet für {{approval.author}} seit {{approval.requested_at}} auf Ihre Entscheidung zu {{ticket.number}}:{{/approval.desk_rule}}
why = Sie erhalten diese E-Mail, weil Sie über {{ticket.number}} entscheiden sollen.

"""#,
"approval-reminder/1/en.words": #"""
subject = Your approval is still needed: {{ticket.subject}}
lead = {{^approval.desk_rule}}{{approval.author}} has been waiting for your decision on {{ticket.number}} since {{approval.requested_at}}:{{/approval.desk_rule}}{{#approval.desk_rule}}The desk’s rule “{{approval.desk_rule}}” has been waiting, for {{approval.author}}, for your decision on {{ticket.number}} since {{approval.requested_at}}:{{/approval.desk_rule}}
why = You get this mail because you were named as an approver of {{ticket.number}}.

"""#,
"approval-reminder/1/es.words": #"""
subject = Su aprobación sigue pendiente: {{ticket.subject}}
lead = {{^approval.desk_rule}}{{approval.author}} espera su decisión sobre {{ticket.number}} desde el {{approval.requested_at}}:{{/approval.desk_rule}}{{#approval.desk_rule}}La regla «{{approval.desk_rule}}» del servicio espera, en nombre de {{approval.author}}, su decisión sobre {{ticket.number}} desde el {{approval.requested_at}}:{{/approval.desk_rule}}
why = Recibe este mensaje porque debe decidir sobre {{ticket.number}}.

"""#,
"approval-reminder/1/fr.words": #"""
subject = Votre accord est toujours attendu : {{ticket.subject}}
lead = {{^approval.desk_rule}}{{approval.author}} attend votre décision sur {{ticket.number}} depuis le {{approval.requested_at}} :{{/approval.desk_rule}}{{#approval.desk_rule}}La règle « {{approval.desk_rule}} » du service attend, pour {{approval.author}}, votre décision sur {{ticket.number}} depuis le {{approval.requested_at}} :{{/approval.desk_rule}}
why = Vous recevez ce message parce que vous devez vous prononcer sur {{ticket.number}}.

"""#,
"approval-reminder/1/ja.words": #"""
subject = 承認をお待ちしています：{{ticket.subject}}
lead = {{^approval.desk_rule}}{{approval.author}} さんが {{approval.requested_at}} から {{ticket.number}} の承認をお待ちしています。{{/approval.desk_rule}}{{#approval.desk_rule}}窓口のルール「{{approval.desk_rule}}」により、{{approval.author}} さんの {{ticket.number}} について {{approval.requested_at}} から承認をお待ちしています。{{/approval.desk_rule}}
why = このメールは、{{ticket.number}} の承認者の方にお送りしています。

"""#,
"approval-reminder/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{>layout/1/quote}}
{{approval.text}}
{{>layout/1/quote-end}}
{{>layout/1/list}}
{{>layout/1/fields}}
{{>layout/1/files}}
{{>layout/1/list-end}}
{{>layout/1/deciders}}
{{>layout/1/decide}}
{{>layout/1/about}}
{{>layout/1/facts}}
{{>layout/1/reply-line}}
{{>layout/1/small}}
{{>./why}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"approval-reminder/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"approval-reminder/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{approval.text}}

{{>layout/1/fields}}
{{>layout/1/files}}

{{>layout/1/deciders}}

{{>layout/1/decide}}

{{>layout/1/about}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

{{>./why}}

{{>layout/1/close}}

"""#,
"approval-reminder/1/zh.words": #"""
subject = 仍需您审批：{{ticket.subject}}
lead = {{^approval.desk_rule}}{{approval.author}}自{{approval.requested_at}}起一直在等待您审批请求{{ticket.number}}：{{/approval.desk_rule}}{{#approval.desk_rule}}服务台规则“{{approval.desk_rule}}”自{{approval.requested_at}}起一直在等待您审批{{approval.author}}的请求{{ticket.number}}：{{/approval.desk_rule}}
why = 您收到这封邮件，是因为您是请求{{ticket.number}}的审批人。

"""#,
"approval-request/1/ar.words": #"""
subject = مطلوب موافقتكم: {{ticket.subject}}
lead = {{^approval.desk_rule}}يطلب {{approval.author}} قراركم بشأن الطلب {{ticket.number}}:{{/approval.desk_rule}}{{#approval.desk_rule}}تطلب قاعدة الدعم «{{approval.desk_rule}}» قراركم بشأن الطلب {{ticket.number}} نيابةً عن {{approval.author}}:{{/approval.desk_rule}}
why = وصلتكم هذه الرسالة لأنكم من أصحاب القرار في الطلب {{ticket.number}}.

"""#,
"approval-request/1/de.words": #"""
subject = Ihre Genehmigung wird benötigt: {{ticket.subject}}
lead = {{^approval.desk_rule}}{{approval.author}} bittet Sie um eine Entscheidung zu {{ticket.number}}:{{/approval.desk_rule}}{{#approval.desk_rule}}Die Regel „{{approval.desk_rule}}“ des Servicedesks bittet Sie für {{approval.author}} um eine Entscheidung zu {{ticket.number}}:{{/approval.desk_rule}}
why = Sie erhalten diese E-Mail, weil Sie über {{ticket.number}} entscheiden sollen.

"""#,
"approval-request/1/en.words": #"""
subject = Your approval is needed: {{ticket.subject}}
lead = {{^approval.desk_rule}}{{approval.author}} asks for your decision on {{ticket.number}}:{{/approval.desk_rule}}{{#approval.desk_rule}}The desk’s rule “{{approval.desk_rule}}” asks, for {{approval.author}}, for your decision on {{ticket.number}}:{{/approval.desk_rule}}
why = You get this mail because you were named as an approver of {{ticket.number}}.

"""#,
"approval-request/1/es.words": #"""
subject = Se necesita su aprobación: {{ticket.subject}}
lead = {{^approval.desk_rule}}{{approval.author}} le pide una decisión sobre {{ticket.number}}:{{/approval.desk_rule}}{{#approval.desk_rule}}La regla «{{approval.desk_rule}}» del servicio le pide, en nombre de {{approval.author}}, una decisión sobre {{ticket.number}}:{{/approval.desk_rule}}
why = Recibe este mensaje porque debe decidir sobre {{ticket.number}}.

"""#,
"approval-request/1/fr.words": #"""
subject = Votre accord est demandé : {{ticket.subject}}
lead = {{^approval.desk_rule}}{{approval.author}} vous demande une décision sur {{ticket.number}} :{{/approval.desk_rule}}{{#approval.desk_rule}}La règle « {{approval.desk_rule}} » du service vous demande, pour {{approval.author}}, une décision sur {{ticket.number}} :{{/approval.desk_rule}}
why = Vous recevez ce message parce que vous devez vous prononcer sur {{ticket.number}}.

"""#,
"approval-request/1/ja.words": #"""
subject = 承認のお願い：{{ticket.subject}}
lead = {{^approval.desk_rule}}{{approval.author}} さんが {{ticket.number}} について承認をお願いしています。{{/approval.desk_rule}}{{#approval.desk_rule}}窓口のルール「{{approval.desk_rule}}」により、{{approval.author}} さんの {{ticket.number}} について承認をお願いしています。{{/approval.desk_rule}}
why = このメールは、{{ticket.number}} の承認者の方にお送りしています。

"""#,
"approval-request/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{>layout/1/quote}}
{{approval.text}}
{{>layout/1/quote-end}}
{{>layout/1/list}}
{{>layout/1/fields}}
{{>layout/1/files}}
{{>layout/1/list-end}}
{{>layout/1/deciders}}
{{>layout/1/decide}}
{{>layout/1/about}}
{{>layout/1/facts}}
{{>layout/1/reply-line}}
{{>layout/1/small}}
{{>./why}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"approval-request/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"approval-request/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{approval.text}}

{{>layout/1/fields}}
{{>layout/1/files}}

{{>layout/1/deciders}}

{{>layout/1/decide}}

{{>layout/1/about}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

{{>./why}}

{{>layout/1/close}}

"""#,
"approval-request/1/zh.words": #"""
subject = 请您审批：{{ticket.subject}}
lead = {{^approval.desk_rule}}{{approval.author}}请您审批请求{{ticket.number}}：{{/approval.desk_rule}}{{#approval.desk_rule}}服务台规则“{{approval.desk_rule}}”请您审批{{approval.author}}的请求{{ticket.number}}：{{/approval.desk_rule}}
why = 您收到这封邮件，是因为您是请求{{ticket.number}}的审批人。

"""#,
"approval-unclear/1/ar.words": #"""
subject = لم يُتخذ القرار بعد: {{ticket.subject}}
lead = لم تُسجَّل رسالتكم بشأن الطلب {{ticket.number}} قرارًا: {{approval.obstacle, select, unclear {لم يقتصر السطر الأول على إحدى الكلمتين} unproven {تعذر التحقق من أنها وردت من عنوانكم} not_yours {طلب الموافقة موجّه إلى شخص آخر} changed {تغير الطلب بعد إرساله إليكم} decided {اتُّخذ القرار من قبل} expired {انتهت المهلة} replaced {لم يعد القرار مطلوبًا منكم، بل من شخص آخر} withdrawn {سُحب طلب الموافقة} other {لم نتمكن من فهمها}}}.
more = {{approval.obstacle, select, decided {لم يعد مطلوبًا منكم أي إجراء.} expired {إذا كان الأمر ما زال مهمًا فراسلونا.} replaced {لم يعد مطلوبًا منكم أي إجراء.} withdrawn {لم يعد مطلوبًا منكم أي إجراء.} unproven {يُرجى تسجيل الدخول واتخاذ القرار في الصفحة.} other {يمكنكم اتخاذ القرار بإحدى الطرق التالية.}}}
kept = أُرسل ما كتبتموه إلى {{approval.author}} سؤالًا أو ملاحظة.
why = وصلتكم هذه الرسالة لأنكم رددتم على طلب موافقة.

"""#,
"approval-unclear/1/de.words": #"""
subject = Noch nicht entschieden: {{ticket.subject}}
lead = Ihre E-Mail zu {{ticket.number}} hat nichts entschieden: {{approval.obstacle, select, unclear {Die erste Zeile bestand nicht nur aus einem der beiden Wörter} unproven {Wir konnten nicht prüfen, ob sie von Ihrer Adresse kam} not_yours {Die Bitte um Genehmigung ging an jemand anderen} changed {Die Anfrage hat sich inzwischen geändert} decided {Es ist bereits entschieden} expired {Die Frist ist abgelaufen} replaced {Sie werden nicht mehr gefragt; jemand anderes entscheidet an Ihrer Stelle} withdrawn {Die Bitte um Genehmigung wurde zurückgezogen} other {Wir haben sie nicht verstanden}}}.
more = {{approval.obstacle, select, decided {Für Sie ist nichts mehr zu tun.} expired {Wenn es noch wichtig ist, schreiben Sie uns bitte.} replaced {Für Sie ist nichts mehr zu tun.} withdrawn {Für Sie ist nichts mehr zu tun.} unproven {Bitte melden Sie sich an und entscheiden Sie auf der Seite.} other {So können Sie entscheiden:}}}
kept = Was Sie geschrieben haben, ging als Frage oder Bemerkung an {{approval.author}}.
why = Sie erhalten diese E-Mail, weil Sie auf eine Bitte um Genehmigung geantwortet haben.

"""#,
"approval-unclear/1/en.words": #"""
subject = Not decided yet: {{ticket.subject}}
lead = Your mail about {{ticket.number}} has decided nothing: {{approval.obstacle, select, unclear {its first line did not hold just one of the two words} unproven {we could not verify that it came from your address} not_yours {the request for approval was sent to somebody else} changed {the request has changed since you were asked} decided {it has been decided already} expired {the time to decide is over} replaced {you are not asked any more; somebody else decides in your place} withdrawn {the request for approval was withdrawn} other {we did not understand it}}}.
more = {{approval.obstacle, select, decided {There is nothing left for you to do.} expired {Please write to us if it still matters.} replaced {There is nothing left for you to do.} withdrawn {There is nothing left for you to do.} unproven {Please sign in and decide on the page.} other {You can decide in one of these ways.}}}
kept = What you wrote was passed on to {{approval.author}} as a question or remark.
why = You get this mail because you answered a request for approval.

"""#,
"approval-unclear/1/es.words": #"""
subject = Aún sin decidir: {{ticket.subject}}
lead = Su mensaje sobre {{ticket.number}} no ha decidido nada: {{approval.obstacle, select, unclear {la primera línea no contenía solo una de las dos palabras} unproven {no pudimos comprobar que viniera de su dirección} not_yours {la petición de aprobación se envió a otra persona} changed {la solicitud ha cambiado desde entonces} decided {ya se ha decidido} expired {el plazo ha terminado} replaced {ya no se le pide que decida; otra persona lo hace en su lugar} withdrawn {la petición de aprobación se ha retirado} other {no lo hemos entendido}}}.
more = {{approval.obstacle, select, decided {No tiene que hacer nada más.} expired {Si sigue siendo importante, escríbanos.} replaced {No tiene que hacer nada más.} withdrawn {No tiene que hacer nada más.} unproven {Inicie sesión y decida en la página.} other {Puede decidir de estas maneras.}}}
kept = Lo que escribió se ha enviado a {{approval.author}} como pregunta o comentario.
why = Recibe este mensaje porque respondió a una petición de aprobación.

"""#,
"approval-unclear/1/fr.words": #"""
subject = Pas encore décidé : {{ticket.subject}}
lead = Votre message sur {{ticket.number}} n’a rien décidé : {{approval.obstacle, select, unclear {la première ligne ne contenait pas seulement l’un des deux mots} unproven {nous n’avons pas pu vérifier qu’il venait de votre adresse} not_yours {la demande d’accord a été adressée à une autre personne} changed {la demande a été modifiée depuis} decided {la décision a déjà été prise} expired {le délai est écoulé} replaced {votre décision n’est plus demandée ; une autre personne décide à votre place} withdrawn {la demande d’accord a été retirée} other {nous ne l’avons pas compris}}}.
more = {{approval.obstacle, select, decided {Vous n’avez plus rien à faire.} expired {Si c’est toujours utile, écrivez-nous.} replaced {Vous n’avez plus rien à faire.} withdrawn {Vous n’avez plus rien à faire.} unproven {Merci de vous connecter et de décider sur la page.} other {Voici comment décider.}}}
kept = Ce que vous avez écrit a été transmis à {{approval.author}} comme question ou remarque.
why = Vous recevez ce message parce que vous avez répondu à une demande d’accord.

"""#,
"approval-unclear/1/ja.words": #"""
subject = まだ決まっていません：{{ticket.subject}}
lead = {{ticket.number}} についてのメールでは、決定に至りませんでした。{{approval.obstacle, select, unclear {1 行目が、承認または却下の言葉だけではありませんでした。} unproven {ご本人のアドレスからのメールと確認できませんでした。} not_yours {この承認依頼は別の方にお送りしたものです。} changed {依頼の後で内容が変わりました。} decided {すでに決定しています。} expired {期限が過ぎています。} replaced {すでに別の方が代わりにご判断することになっています。} withdrawn {承認依頼は取り下げられました。} other {内容を読み取れませんでした。}}}
more = {{approval.obstacle, select, decided {これ以上の操作は必要ありません。} expired {まだ必要な場合は、メールでお知らせください。} replaced {これ以上の操作は必要ありません。} withdrawn {これ以上の操作は必要ありません。} unproven {ログインして、ページ上でご判断ください。} other {次のいずれかの方法でご判断ください。}}}
kept = お書きいただいた内容は、ご質問・ご意見として {{approval.author}} さんにお送りしました。
why = このメールは、承認依頼に返信された方にお送りしています。

"""#,
"approval-unclear/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{>layout/1/decided}}
{{#approval.is_passed_on}}
<p style="margin:0 0 16px">{{>./kept}}</p>
{{/approval.is_passed_on}}
<p style="margin:0 0 16px">{{>./more}}</p>
{{#approval.is_open}}
{{>layout/1/decide}}
{{/approval.is_open}}
{{#approval.text}}
{{>layout/1/quote}}
{{approval.text}}
{{>layout/1/quote-end}}
{{/approval.text}}
{{>layout/1/list}}
{{>layout/1/fields}}
{{>layout/1/files}}
{{>layout/1/list-end}}
{{>layout/1/about}}
{{>layout/1/facts}}
{{>layout/1/reply-line}}
{{>layout/1/small}}
{{>./why}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"approval-unclear/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"approval-unclear/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{>layout/1/decided}}

{{#approval.is_passed_on}}
{{>./kept}}

{{/approval.is_passed_on}}
{{>./more}}

{{#approval.is_open}}
{{>layout/1/decide}}

{{/approval.is_open}}
{{#approval.text}}
{{approval.text}}

{{/approval.text}}
{{>layout/1/fields}}
{{>layout/1/files}}

{{>layout/1/about}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

{{>./why}}

{{>layout/1/close}}

"""#,
"approval-unclear/1/zh.words": #"""
subject = 尚未审批：{{ticket.subject}}
lead = 您关于请求{{ticket.number}}的邮件没有形成审批结果：{{approval.obstacle, select, unclear {第一行不是单独的同意或拒绝用语} unproven {无法确认邮件来自您的地址} not_yours {审批请求是发给另一位审批人的} changed {请求的内容在发给您之后有改动} decided {审批已经完成} expired {审批时限已过} replaced {此事已改由他人审批} withdrawn {审批请求已撤回} other {我们没有看懂}}}。
more = {{approval.obstacle, select, decided {您无需再做任何操作。} expired {如果仍然需要，请写信告诉我们。} replaced {您无需再做任何操作。} withdrawn {您无需再做任何操作。} unproven {请登录后在页面上审批。} other {您可以用以下方式审批。}}}
kept = 您写的内容已作为提问或说明转给{{approval.author}}。
why = 您收到这封邮件，是因为您回复了一个审批请求。

"""#,
"assignment/1/ar.words": #"""
subject = أُسند إليكم: {{ticket.subject}}
lead = {{#assignment.author}}أسند إليكم {{assignment.author}} الطلب {{ticket.number}}.{{/assignment.author}}{{^assignment.author}}أُسند إليكم الطلب {{ticket.number}}.{{/assignment.author}}
answering = ردّكم على هذه الرسالة يصل إلى جميع المشاركين في الطلب. ولإبقائه داخليًا اكتبوا في السطر الأول كلمة ملاحظة وحدها.
action = معالجة الطلب
why = وصلتكم هذه الرسالة لأن الطلب {{ticket.number}} مسند إليكم.

"""#,
"assignment/1/de.words": #"""
subject = Ihnen zugewiesen: {{ticket.subject}}
lead = {{#assignment.author}}{{assignment.author}} hat Ihnen {{ticket.number}} zugewiesen.{{/assignment.author}}{{^assignment.author}}{{ticket.number}} wurde Ihnen zugewiesen.{{/assignment.author}}
answering = Ihre Antwort auf diese E-Mail geht an alle Beteiligten der Anfrage. Soll sie intern bleiben, schreiben Sie in die erste Zeile nur NOTIZ.
action = Anfrage bearbeiten
why = Sie erhalten diese E-Mail, weil {{ticket.number}} Ihnen zugewiesen ist.

"""#,
"assignment/1/en.words": #"""
subject = Assigned to you: {{ticket.subject}}
lead = {{#assignment.author}}{{assignment.author}} has assigned {{ticket.number}} to you.{{/assignment.author}}{{^assignment.author}}{{ticket.number}} has been assigned to you.{{/assignment.author}}
answering = Your reply to this mail goes to everyone on the request. Begin it with a line that says only NOTE to keep it inside the desk.
action = Work on the request
why = You get this mail because {{ticket.number}} is yours to work on.

"""#,
"assignment/1/es.words": #"""
subject = Asignada a usted: {{ticket.subject}}
lead = {{#assignment.author}}{{assignment.author}} le ha asignado {{ticket.number}}.{{/assignment.author}}{{^assignment.author}}Se le ha asignado {{ticket.number}}.{{/assignment.author}}
answering = Su respuesta a este mensaje llega a todas las personas de la solicitud. Para que quede interna, escriba solo NOTA en la primera línea.
action = Atender la solicitud
why = Recibe este mensaje porque {{ticket.number}} está a su cargo.

"""#,
"assignment/1/fr.words": #"""
subject = Demande pour vous : {{ticket.subject}}
lead = {{#assignment.author}}{{assignment.author}} vous a confié {{ticket.number}}.{{/assignment.author}}{{^assignment.author}}{{ticket.number}} vous a été confiée.{{/assignment.author}}
answering = Votre réponse à ce message part à toutes les personnes de la demande. Pour la garder en interne, écrivez seulement NOTE sur la première ligne.
action = Traiter la demande
why = Vous recevez ce message parce que {{ticket.number}} vous est confiée.

"""#,
"assignment/1/ja.words": #"""
subject = 担当になりました：{{ticket.subject}}
lead = {{#assignment.author}}{{assignment.author}} さんが {{ticket.number}} をあなたに割り当てました。{{/assignment.author}}{{^assignment.author}}{{ticket.number}} があなたに割り当てられました。{{/assignment.author}}
answering = このメールに返信すると、依頼の関係者全員に送られます。社内のメモにする場合は、1 行目に「メモ」とだけ書いてください。
action = 対応する
why = このメールは、{{ticket.number}} の担当者にお送りしています。

"""#,
"assignment/1/und.html": #"""
{{>layout/1/head}}
{{entry.preview}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{>layout/1/list}}
{{>layout/1/fact}}
{{>layout/1/subject}}
{{>layout/1/fact-value}}
{{ticket.subject}}
{{>layout/1/fact-end}}
{{>layout/1/fact}}
{{>layout/1/requester}}
{{>layout/1/fact-value}}
{{>layout/1/requester-name}}
{{>layout/1/fact-end}}
{{#ticket.priority}}
{{>layout/1/fact}}
{{>layout/1/priority}}
{{>layout/1/fact-value}}
{{>layout/1/priority-word}}
{{>layout/1/fact-end}}
{{/ticket.priority}}
{{>layout/1/list-end}}
<p style="margin:0 0 16px">{{>layout/1/wrote}}</p>
{{>layout/1/quote}}
{{entry.html}}
{{>layout/1/quote-end}}
<p style="margin:0 0 16px">{{>./answering}}</p>
{{#ticket.url}}
{{>layout/1/button}}
{{>./action}}
{{>layout/1/button-end}}
{{/ticket.url}}
{{>layout/1/also}}
{{>layout/1/facts}}
{{>layout/1/reply-line}}
{{>layout/1/small}}
{{>./why}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"assignment/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"assignment/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{>layout/1/about}}
{{#ticket.priority}}
{{>layout/1/priority}}{{>layout/1/is}}{{>layout/1/priority-word}}
{{/ticket.priority}}

{{>layout/1/wrote}}

{{entry.text}}

{{>./answering}}

{{>./action}}{{>layout/1/colon}}
{{ticket.url}}

{{>layout/1/also}}
{{>layout/1/facts}}

{{>layout/1/reply-line}}

{{>./why}}

{{>layout/1/close}}

"""#,
"assignment/1/zh.words": #"""
subject = 已分派给您：{{ticket.subject}}
lead = {{#assignment.author}}{{assignment.author}}将请求{{ticket.number}}分派给了您。{{/assignment.author}}{{^assignment.author}}请求{{ticket.number}}已分派给您。{{/assignment.author}}
answering = 直接回复本邮件，内容会发送给该请求的所有参与人；若只想留内部备注，请把第一行单独写成“备注”。
action = 处理请求
why = 您收到这封邮件，是因为您是{{ticket.number}}的处理人。

"""#,
"delivery-failure/1/ar.words": #"""
subject = تعذر التسليم: {{ticket.subject}}
lead = تعذر تسليم رسالتكم بشأن الطلب {{ticket.number}} إلى {{failure.recipient}}. توقفت محاولات التسليم في {{failure.occurred_at}}، ورمز الحالة {{failure.status}}.
said = أفاد نظام البريد الآخر بما يلي:
more = يُرجى التحقق من العنوان أو التواصل بطريقة أخرى.
why = وصلتكم هذه الرسالة لأنكم كتبتم الرسالة التي لم تُسلَّم.

"""#,
"delivery-failure/1/de.words": #"""
subject = Nicht zugestellt: {{ticket.subject}}
lead = Ihre E-Mail zu {{ticket.number}} konnte {{failure.recipient}} nicht zugestellt werden. Die Zustellung wurde am {{failure.occurred_at}} mit dem Status {{failure.status}} aufgegeben.
said = Das andere Mailsystem meldete:
more = Bitte prüfen Sie die Adresse oder wählen Sie einen anderen Weg.
why = Sie erhalten diese E-Mail, weil die nicht zugestellte Nachricht von Ihnen stammt.

"""#,
"delivery-failure/1/en.words": #"""
subject = Not delivered: {{ticket.subject}}
lead = Your mail on {{ticket.number}} could not be delivered to {{failure.recipient}}. Delivery was given up on {{failure.occurred_at}} with the status {{failure.status}}.
said = The other mail system said:
more = Please check the address, or reach the person in another way.
why = You get this mail because you wrote the mail that was not delivered.

"""#,
"delivery-failure/1/es.words": #"""
subject = No entregado: {{ticket.subject}}
lead = Su mensaje sobre {{ticket.number}} no se pudo entregar a {{failure.recipient}}. Se dejó de intentar el {{failure.occurred_at}} con el código {{failure.status}}.
said = El otro sistema de correo indicó:
more = Compruebe la dirección o contacte con la persona por otro medio.
why = Recibe este mensaje porque usted escribió el correo que no se entregó.

"""#,
"delivery-failure/1/fr.words": #"""
subject = Non remis : {{ticket.subject}}
lead = Votre message concernant {{ticket.number}} n’a pas pu être remis à {{failure.recipient}}. L’envoi a été abandonné le {{failure.occurred_at}} avec le code {{failure.status}}.
said = L’autre système de messagerie indique :
more = Merci de vérifier l’adresse ou de joindre la personne autrement.
why = Vous recevez ce message parce que vous êtes l’auteur du message non remis.

"""#,
"delivery-failure/1/ja.words": #"""
subject = メールを配信できませんでした：{{ticket.subject}}
lead = {{ticket.number}} で {{failure.recipient}} に送られたメールは配信できませんでした。{{failure.occurred_at}} に配信を断念しました。状態コードは {{failure.status}} です。
said = 相手のメールシステムからの説明：
more = アドレスをご確認いただくか、別の方法でご連絡ください。
why = このメールは、配信できなかったメールの送信者にお送りしています。

"""#,
"delivery-failure/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{#failure.diagnostic}}
<p style="margin:0 0 16px">{{>./said}}</p>
{{>layout/1/quote}}
{{failure.diagnostic}}
{{>layout/1/quote-end}}
{{/failure.diagnostic}}
<p style="margin:0 0 16px">{{>./more}}</p>
{{#ticket.url}}
{{>layout/1/button}}
{{>layout/1/see}}
{{>layout/1/button-end}}
{{/ticket.url}}
{{>layout/1/facts}}
{{>layout/1/small}}
{{>./why}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"delivery-failure/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"delivery-failure/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{#failure.diagnostic}}
{{>./said}}

{{failure.diagnostic}}

{{/failure.diagnostic}}
{{>./more}}

{{>layout/1/see}}{{>layout/1/colon}}
{{ticket.url}}

{{>layout/1/facts}}

{{>./why}}

{{>layout/1/close}}

"""#,
"delivery-failure/1/zh.words": #"""
subject = 邮件未能送达：{{ticket.subject}}
lead = 您在请求{{ticket.number}}中写给{{failure.recipient}}的邮件未能送达。系统于{{failure.occurred_at}}放弃投递，状态码为{{failure.status}}。
said = 对方邮件系统的说明：
more = 请核对地址，或通过其他方式联系对方。
why = 您收到这封邮件，是因为未送达的邮件由您撰写。

"""#,
"digest/1/ar.words": #"""
subject = {{desk.title}}: {{digest.waiting, plural, =0 {لا شيء بانتظاركم} zero {لا شيء بانتظاركم} one {طلب واحد بانتظاركم} two {طلبان بانتظاركم} few {# طلبات بانتظاركم} many {# طلبًا بانتظاركم} other {# طلب بانتظاركم}}}
lead = هذا ما جرى بين {{digest.from}} و{{digest.to}}.
opened = {{digest.opened, plural, =0 {لم يُقدَّم أي طلب.} zero {لم يُقدَّم أي طلب.} one {قُدّم طلب واحد.} two {قُدّم طلبان.} few {قُدّمت # طلبات.} many {قُدّم # طلبًا.} other {قُدّم # طلب.}}}
resolved = {{digest.resolved, plural, =0 {لم يُحل أي طلب.} zero {لم يُحل أي طلب.} one {حُلّ طلب واحد.} two {حُلّ طلبان.} few {حُلّت # طلبات.} many {حُلّ # طلبًا.} other {حُلّ # طلب.}}}
waiting = {{digest.waiting, plural, =0 {لا طلبات بانتظاركم.} zero {لا طلبات بانتظاركم.} one {طلب واحد بانتظاركم.} two {طلبان بانتظاركم.} few {# طلبات بانتظاركم.} many {# طلبًا بانتظاركم.} other {# طلب بانتظاركم.}}}
overdue = {{digest.overdue, plural, =0 {لا شيء منها متأخر.} zero {لا شيء منها متأخر.} one {واحد منها متأخر.} two {اثنان منها متأخران.} few {# منها متأخرة.} many {# منها متأخرة.} other {# منها متأخرة.}}}
more = {{digest.waiting_more, plural, =0 {} zero {} one {وطلب واحد آخر.} two {وطلبان آخران.} few {و# طلبات أخرى.} many {و# طلبًا آخر.} other {و# طلب آخر.}}}
news = {{digest.news, plural, =0 {لم يحدث شيء.} zero {لم يحدث شيء.} one {حدث جديد في طلب واحد:} two {حدث جديد في طلبين:} few {حدث جديد في # طلبات:} many {حدث جديد في # طلبًا:} other {حدث جديد في # طلب:}}}
what = {{what, select, new_message {رسالة جديدة} note {ملاحظة داخلية} assignment {إسناد} status_change {حالة جديدة} resolved {تم الحل} reopened {إعادة فتح} reminder {تذكير} escalation {تصعيد} other {مستجدات}}}
earlier = {{earlier, plural, =0 {} zero {} one {وحدث واحد قبل ذلك} two {وحدثان قبل ذلك} few {و# أحداث قبل ذلك} many {و# حدثًا قبل ذلك} other {و# حدث قبل ذلك}}}
more-news = {{digest.news_more, plural, =0 {} zero {} one {وحدث جديد في طلب واحد آخر.} two {وحدث جديد في طلبين آخرين.} few {وحدث جديد في # طلبات أخرى.} many {وحدث جديد في # طلبًا آخر.} other {وحدث جديد في # طلب آخر.}}}
action = عرض جميع الطلبات
why = وصلتكم هذه الرسالة لأنكم طلبتم ملخصًا دوريًا.

"""#,
"digest/1/de.words": #"""
subject = {{desk.title}}: {{digest.waiting, plural, =0 {nichts wartet auf Sie} one {eine Anfrage wartet auf Sie} other {# Anfragen warten auf Sie}}}
lead = Das ist zwischen {{digest.from}} und {{digest.to}} geschehen.
opened = {{digest.opened, plural, =0 {Keine neue Anfrage.} one {Eine neue Anfrage.} other {# neue Anfragen.}}}
resolved = {{digest.resolved, plural, =0 {Keine Anfrage wurde gelöst.} one {Eine Anfrage wurde gelöst.} other {# Anfragen wurden gelöst.}}}
waiting = {{digest.waiting, plural, =0 {Keine Anfrage wartet auf Sie.} one {Eine Anfrage wartet auf Sie.} other {# Anfragen warten auf Sie.}}}
overdue = {{digest.overdue, plural, =0 {Keine davon ist überfällig.} one {Eine davon ist überfällig.} other {# davon sind überfällig.}}}
more = {{digest.waiting_more, plural, =0 {} one {Dazu kommt eine weitere.} other {Dazu kommen # weitere.}}}
news = {{digest.news, plural, =0 {Es ist nichts geschehen.} one {Bei einer Anfrage ist etwas geschehen:} other {Bei # Anfragen ist etwas geschehen:}}}
what = {{what, select, new_message {neue Nachricht} note {interne Notiz} assignment {zugewiesen} status_change {neuer Status} resolved {gelöst} reopened {wieder geöffnet} reminder {Erinnerung} escalation {eskaliert} other {Neues}}}
earlier = {{earlier, plural, =0 {} one {und ein Ereignis davor} other {und # Ereignisse davor}}}
more-news = {{digest.news_more, plural, =0 {} one {Auch bei einer weiteren Anfrage ist etwas geschehen.} other {Auch bei # weiteren Anfragen ist etwas geschehen.}}}
action = Alle Anfragen ansehen
why = Sie erhalten diese E-Mail, weil Sie eine Zusammenfassung bestellt haben.

"""#,
"digest/1/en.words": #"""
subject = {{desk.title}}: {{digest.waiting, plural, =0 {nothing waits for you} one {one request waits for you} other {# requests wait for you}}}
lead = This is what happened between {{digest.from}} and {{digest.to}}.
opened = {{digest.opened, plural, =0 {No request was opened.} one {One request was opened.} other {# requests were opened.}}}
resolved = {{digest.resolved, plural, =0 {No request was solved.} one {One request was solved.} other {# requests were solved.}}}
waiting = {{digest.waiting, plural, =0 {No request waits for you.} one {One request waits for you.} other {# requests wait for you.}}}
overdue = {{digest.overdue, plural, =0 {None of them is late.} one {One of them is late.} other {# of them are late.}}}
more = {{digest.waiting_more, plural, =0 {} one {And one more.} other {And # more.}}}
news = {{digest.news, plural, =0 {Nothing happened.} one {Something happened on one request:} other {Something happened on # requests:}}}
what = {{what, select, new_message {new message} note {note that only agents see} assignment {assigned} status_change {new status} resolved {solved} reopened {opened again} reminder {reminder} escalation {needs somebody now} other {news}}}
earlier = {{earlier, plural, =0 {} one {and one event before} other {and # events before}}}
more-news = {{digest.news_more, plural, =0 {} one {Something happened on one more request.} other {Something happened on # more requests.}}}
action = See all requests
why = You get this mail because you asked for a summary.

"""#,
"digest/1/es.words": #"""
subject = {{desk.title}}: {{digest.waiting, plural, =0 {nada espera su intervención} one {una solicitud espera su intervención} other {# solicitudes esperan su intervención}}}
lead = Esto es lo que ha pasado entre el {{digest.from}} y el {{digest.to}}.
opened = {{digest.opened, plural, =0 {Ninguna solicitud nueva.} one {Una solicitud nueva.} other {# solicitudes nuevas.}}}
resolved = {{digest.resolved, plural, =0 {Ninguna solicitud resuelta.} one {Una solicitud resuelta.} other {# solicitudes resueltas.}}}
waiting = {{digest.waiting, plural, =0 {Ninguna solicitud espera su intervención.} one {Una solicitud espera su intervención.} other {# solicitudes esperan su intervención.}}}
overdue = {{digest.overdue, plural, =0 {Ninguna lleva retraso.} one {Una de ellas lleva retraso.} other {# de ellas llevan retraso.}}}
more = {{digest.waiting_more, plural, =0 {} one {Y una más.} other {Y # más.}}}
news = {{digest.news, plural, =0 {No ha pasado nada.} one {Hay novedades en una solicitud:} other {Hay novedades en # solicitudes:}}}
what = {{what, select, new_message {mensaje nuevo} note {nota interna} assignment {asignada} status_change {estado nuevo} resolved {resuelta} reopened {reabierta} reminder {recordatorio} escalation {escalada} other {novedades}}}
earlier = {{earlier, plural, =0 {} one {y una novedad anterior} other {y # novedades anteriores}}}
more-news = {{digest.news_more, plural, =0 {} one {Hay novedades en una solicitud más.} other {Hay novedades en # solicitudes más.}}}
action = Ver todas las solicitudes
why = Recibe este mensaje porque pidió un resumen.

"""#,
"digest/1/fr.words": #"""
subject = {{desk.title}} : {{digest.waiting, plural, =0 {rien ne vous attend} one {une demande vous attend} other {# demandes vous attendent}}}
lead = Voici ce qui s’est passé entre le {{digest.from}} et le {{digest.to}}.
opened = {{digest.opened, plural, =0 {Aucune nouvelle demande.} one {Une nouvelle demande.} other {# nouvelles demandes.}}}
resolved = {{digest.resolved, plural, =0 {Aucune demande résolue.} one {Une demande résolue.} other {# demandes résolues.}}}
waiting = {{digest.waiting, plural, =0 {Aucune demande ne vous attend.} one {Une demande vous attend.} other {# demandes vous attendent.}}}
overdue = {{digest.overdue, plural, =0 {Aucune n’est en retard.} one {L’une d’elles est en retard.} other {# d’entre elles sont en retard.}}}
more = {{digest.waiting_more, plural, =0 {} one {Et une autre.} other {Et # autres.}}}
news = {{digest.news, plural, =0 {Il ne s’est rien passé.} one {Il y a du nouveau sur une demande :} other {Il y a du nouveau sur # demandes :}}}
what = {{what, select, new_message {nouveau message} note {note interne} assignment {attribuée} status_change {nouveau statut} resolved {résolue} reopened {rouverte} reminder {rappel} escalation {escaladée} other {du nouveau}}}
earlier = {{earlier, plural, =0 {} one {et un événement avant} other {et # événements avant}}}
more-news = {{digest.news_more, plural, =0 {} one {Il y a du nouveau sur une autre demande.} other {Il y a du nouveau sur # autres demandes.}}}
action = Voir toutes les demandes
why = Vous recevez ce message parce que vous avez demandé un récapitulatif.

"""#,
"digest/1/ja.words": #"""
subject = {{desk.title}}：{{digest.waiting, plural, =0 {お待ちしている案件はありません} other {お待ちしている案件が # 件あります}}}
lead = {{digest.from}} から {{digest.to}} までの状況です。
opened = {{digest.opened, plural, =0 {新規のお問い合わせはありません。} other {新規のお問い合わせは # 件です。}}}
resolved = {{digest.resolved, plural, =0 {解決したお問い合わせはありません。} other {解決したお問い合わせは # 件です。}}}
waiting = {{digest.waiting, plural, =0 {あなたの対応待ちはありません。} other {あなたの対応待ちは # 件です。}}}
overdue = {{digest.overdue, plural, =0 {そのうち期限を過ぎたものはありません。} other {そのうち # 件は期限を過ぎています。}}}
more = {{digest.waiting_more, plural, =0 {} other {ほかに # 件あります。}}}
news = {{digest.news, plural, =0 {新しい動きはありません。} other {# 件のお問い合わせに動きがありました。}}}
what = {{what, select, new_message {新しいメッセージ} note {社内メモ} assignment {担当の割り当て} status_change {状況の変更} resolved {解決} reopened {再開} reminder {リマインダー} escalation {エスカレーション} other {お知らせ}}}
earlier = {{earlier, plural, =0 {} other {ほかに以前の動きが # 件}}}
more-news = {{digest.news_more, plural, =0 {} other {ほかに # 件のお問い合わせに動きがありました。}}}
action = すべてのお問い合わせを見る
why = このメールは、まとめの配信を希望された方にお送りしています。

"""#,
"digest/1/und.html": #"""
{{>layout/1/head}}
{{>./waiting}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{#recipient.is_agent}}
<p style="margin:0 0 8px">{{>./opened}}</p>
<p style="margin:0 0 8px">{{>./resolved}}</p>
{{/recipient.is_agent}}
<p style="margin:0 0 8px">{{>./waiting}}</p>
{{#digest.has_promises}}
<p style="margin:0 0 8px">{{>./overdue}}</p>
{{/digest.has_promises}}
<p style="margin:0;font-size:1px;line-height:8px">&nbsp;</p>
{{>layout/1/tickets}}
{{#digest.waiting_more}}
<p style="margin:0 0 16px">{{>./more}}</p>
{{/digest.waiting_more}}
{{#digest.news}}
<p style="margin:0 0 8px">{{>./news}}</p>
{{>layout/1/list}}
{{/digest.news}}
{{#news}}
<tr>
<td class="m-line m-text" style="padding:12px 0;border-top:1px solid #d4d9e1;{{>layout/1/side}};font-family:{{>layout/1/font}};font-size:16px;line-height:24px;color:#1a2130;word-break:break-word"><a class="m-link" href="{{url}}" style="color:#1d5fd1">{{number}}</a> {{subject}}{{#earlier}}<br><span class="m-soft" style="font-size:14px;line-height:20px;color:#465065">{{>./earlier}}</span>{{/earlier}}{{#events}}<br><span class="m-soft" style="font-size:14px;line-height:20px;color:#465065">{{>./what}}{{#status}}{{>layout/1/is}}{{>layout/1/status-word}}{{/status}}{{#author}} · {{author}}{{/author}}{{#text}}{{>layout/1/is}}{{text}}{{/text}}</span>{{/events}}</td>
</tr>
{{/news}}
{{#digest.news}}
{{>layout/1/list-end}}
{{/digest.news}}
{{#digest.news_more}}
<p style="margin:0 0 16px">{{>./more-news}}</p>
{{/digest.news_more}}
{{#portal.url}}
{{>layout/1/button}}
{{>./action}}
{{>layout/1/button-end}}
{{/portal.url}}
{{>layout/1/small}}
{{>./why}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"digest/1/und.subject": #"""
{{>./subject}}

"""#,
"digest/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{#recipient.is_agent}}
* {{>./opened}}
* {{>./resolved}}
{{/recipient.is_agent}}
* {{>./waiting}}
{{#digest.has_promises}}
* {{>./overdue}}
{{/digest.has_promises}}

{{>layout/1/tickets}}
{{#digest.waiting_more}}
{{>./more}}

{{/digest.waiting_more}}
{{#digest.news}}
{{>./news}}

{{/digest.news}}
{{#news}}
* {{number}} {{subject}}
{{#earlier}}
  {{>./earlier}}
{{/earlier}}
{{#events}}
  – {{>./what}}{{#status}}{{>layout/1/is}}{{>layout/1/status-word}}{{/status}}{{#author}} · {{author}}{{/author}}{{#text}}{{>layout/1/is}}{{text}}{{/text}}
{{/events}}
  {{url}}

{{/news}}
{{#digest.news_more}}
{{>./more-news}}

{{/digest.news_more}}
{{>./action}}{{>layout/1/colon}}
{{portal.url}}

{{>./why}}

{{>layout/1/close}}

"""#,
"digest/1/zh.words": #"""
subject = {{desk.title}}：{{digest.waiting, plural, =0 {没有请求等待您处理} other {有 # 个请求等待您处理}}}
lead = 以下是{{digest.from}}至{{digest.to}}的情况。
opened = {{digest.opened, plural, =0 {没有新请求。} other {新增 # 个请求。}}}
resolved = {{digest.resolved, plural, =0 {没有请求得到解决。} other {解决了 # 个请求。}}}
waiting = {{digest.waiting, plural, =0 {没有请求等待您处理。} other {有 # 个请求等待您处理。}}}
overdue = {{digest.overdue, plural, =0 {其中没有超时的请求。} other {其中 # 个已超时。}}}
more = {{digest.waiting_more, plural, =0 {} other {另有 # 个未列出。}}}
news = {{digest.news, plural, =0 {没有新动态。} other {有 # 个请求有新动态：}}}
what = {{what, select, new_message {新消息} note {内部备注} assignment {分派} status_change {状态变更} resolved {已解决} reopened {重新打开} reminder {提醒} escalation {升级处理} other {动态}}}
earlier = {{earlier, plural, =0 {} other {此前还有 # 条动态}}}
more-news = {{digest.news_more, plural, =0 {} other {另有 # 个请求有新动态。}}}
action = 查看全部请求
why = 您收到这封邮件，是因为您订阅了摘要。

"""#,
"escalation/1/ar.words": #"""
subject = يحتاج إلى انتباهكم: {{ticket.subject}}
lead = الطلب {{ticket.number}} يحتاج إلى انتباهكم: {{escalation.reason, select, response_due {موعد الرد الأول قريب} response_late {تأخر الرد الأول} resolution_due {موعد الحل قريب} resolution_late {تأخر الحل} idle {لم يحدث شيء منذ مدة طويلة} manual {طلب أحد الزملاء المساعدة} other {الطلب في الانتظار}}}.
author = تم التصعيد إليكم من {{escalation.author}}.
promised = الموعد الذي وعدنا به مقدم الطلب: {{escalation.due_at, date, ::yMMMdjmz}}.
action = معالجة الطلب
why = وصلتكم هذه الرسالة لأنكم مسؤولون عن طلبات {{desk.title}}.

"""#,
"escalation/1/de.words": #"""
subject = Bitte ansehen: {{ticket.subject}}
lead = {{ticket.number}} braucht Ihre Aufmerksamkeit: {{escalation.reason, select, response_due {Die erste Antwort ist bald fällig} response_late {Die erste Antwort ist überfällig} resolution_due {Die Lösung ist bald fällig} resolution_late {Die Lösung ist überfällig} idle {Seit langer Zeit ist nichts geschehen} manual {Eine Kollegin oder ein Kollege bittet um Hilfe} other {Die Anfrage wartet}}}.
author = {{escalation.author}} hat die Anfrage an Sie weitergegeben.
promised = Zugesagt haben wir {{escalation.due_at, date, ::yMMMdjmz}}.
action = Anfrage bearbeiten
why = Sie erhalten diese E-Mail, weil Sie für Anfragen an {{desk.title}} verantwortlich sind.

"""#,
"escalation/1/en.words": #"""
subject = Needs attention: {{ticket.subject}}
lead = {{ticket.number}} needs your attention: {{escalation.reason, select, response_due {the first answer is due soon} response_late {the first answer is late} resolution_due {it should be solved soon} resolution_late {it should have been solved by now} idle {nothing has happened on it for a long time} manual {a colleague asks for help} other {it is waiting}}}.
author = {{escalation.author}} has passed it on to you.
promised = We promised the requester {{escalation.due_at, date, ::yMMMdjmz}}.
action = Work on the request
why = You get this mail because you are responsible for requests of {{desk.title}}.

"""#,
"escalation/1/es.words": #"""
subject = Requiere atención: {{ticket.subject}}
lead = {{ticket.number}} requiere su atención: {{escalation.reason, select, response_due {la primera respuesta vence pronto} response_late {la primera respuesta lleva retraso} resolution_due {la solución vence pronto} resolution_late {la solución lleva retraso} idle {hace tiempo que no hay novedades} manual {un compañero pide ayuda} other {la solicitud está en espera}}}.
author = {{escalation.author}} se la ha pasado a usted.
promised = Plazo prometido: {{escalation.due_at, date, ::yMMMdjmz}}.
action = Atender la solicitud
why = Recibe este mensaje porque es responsable de las solicitudes de {{desk.title}}.

"""#,
"escalation/1/fr.words": #"""
subject = À traiter : {{ticket.subject}}
lead = {{ticket.number}} demande votre attention : {{escalation.reason, select, response_due {la première réponse doit bientôt partir} response_late {la première réponse est en retard} resolution_due {la solution est bientôt attendue} resolution_late {la solution est en retard} idle {rien ne s’est passé depuis longtemps} manual {un collègue demande de l’aide} other {la demande attend}}}.
author = {{escalation.author}} vous l’a transmise.
promised = Échéance promise : {{escalation.due_at, date, ::yMMMdjmz}}.
action = Traiter la demande
why = Vous recevez ce message parce que vous êtes responsable des demandes adressées à {{desk.title}}.

"""#,
"escalation/1/ja.words": #"""
subject = 要対応：{{ticket.subject}}
lead = {{ticket.number}} をご確認ください。{{escalation.reason, select, response_due {最初の回答の期限が近づいています。} response_late {最初の回答の期限を過ぎています。} resolution_due {解決の期限が近づいています。} resolution_late {解決の期限を過ぎています。} idle {長い間、動きがありません。} manual {同僚が支援を求めています。} other {対応待ちです。}}}
author = {{escalation.author}} さんからの引き継ぎです。
promised = 依頼者にお約束した日時は {{escalation.due_at, date, ::yMMMdjmz}} です。
action = 対応する
why = このメールは、{{desk.title}} の責任者の方にお送りしています。

"""#,
"escalation/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{#escalation.author}}
<p style="margin:0 0 16px">{{>./author}}</p>
{{/escalation.author}}
{{#escalation.due_at}}
<p style="margin:0 0 16px">{{>./promised}}</p>
{{/escalation.due_at}}
{{#escalation.text}}
{{>layout/1/quote}}
{{escalation.text}}
{{>layout/1/quote-end}}
{{/escalation.text}}
{{>layout/1/list}}
{{>layout/1/fact}}
{{>layout/1/subject}}
{{>layout/1/fact-value}}
{{ticket.subject}}
{{>layout/1/fact-end}}
{{>layout/1/fact}}
{{>layout/1/requester}}
{{>layout/1/fact-value}}
{{>layout/1/requester-name}}
{{>layout/1/fact-end}}
{{#ticket.priority}}
{{>layout/1/fact}}
{{>layout/1/priority}}
{{>layout/1/fact-value}}
{{>layout/1/priority-word}}
{{>layout/1/fact-end}}
{{/ticket.priority}}
{{>layout/1/list-end}}
{{#ticket.url}}
{{>layout/1/button}}
{{>./action}}
{{>layout/1/button-end}}
{{/ticket.url}}
{{>layout/1/facts}}
{{>layout/1/small}}
{{>./why}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"escalation/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"escalation/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{#escalation.author}}
{{>./author}}

{{/escalation.author}}
{{#escalation.due_at}}
{{>./promised}}

{{/escalation.due_at}}
{{#escalation.text}}
{{escalation.text}}

{{/escalation.text}}
{{>layout/1/about}}
{{#ticket.priority}}
{{>layout/1/priority}}{{>layout/1/is}}{{>layout/1/priority-word}}
{{/ticket.priority}}

{{>./action}}{{>layout/1/colon}}
{{ticket.url}}

{{>layout/1/facts}}

{{>./why}}

{{>layout/1/close}}

"""#,
"escalation/1/zh.words": #"""
subject = 需要关注：{{ticket.subject}}
lead = 请求{{ticket.number}}需要您关注：{{escalation.reason, select, response_due {首次答复即将到期} response_late {首次答复已超时} resolution_due {解决时限即将到期} resolution_late {解决时限已过} idle {长时间没有进展} manual {有同事请求支援} other {请求正在等待}}}。
author = 此请求由{{escalation.author}}升级给您。
promised = 我们向请求人承诺的时间是{{escalation.due_at, date, ::yMMMdjmz}}。
action = 处理请求
why = 您收到这封邮件，是因为您负责{{desk.title}}的请求。

"""#,
"invitation/1/ar.words": #"""
subject = دعوة إلى {{desk.title}}
lead = {{#invitation.author}}يدعوكم {{invitation.author}} إلى {{desk.title}}.{{/invitation.author}}{{^invitation.author}}أنتم مدعوون إلى {{desk.title}}.{{/invitation.author}} دوركم: {{invitation.role, select, requester {مقدم طلبات} approver {صاحب قرار} agent {موظف دعم} lead {مسؤول المكتب} administrator {مدير النظام} auditor {مدقق} other {عضو}}}.
more = استخدموا الرابط التالي لإعداد حسابكم. يعمل الرابط حتى {{link.expires, date, ::yMMMdjmz}}.
action = إعداد الحساب
warning = إذا كنتم لا تعرفون صاحب الدعوة فتجاهلوا هذه الرسالة. يُرجى عدم إعادة توجيهها.

"""#,
"invitation/1/de.words": #"""
subject = Einladung zu {{desk.title}}
lead = {{#invitation.author}}{{invitation.author}} lädt Sie zu {{desk.title}} ein.{{/invitation.author}}{{^invitation.author}}Sie sind zu {{desk.title}} eingeladen.{{/invitation.author}} Ihre Rolle: {{invitation.role, select, requester {anfragende Person} approver {Genehmigung} agent {Bearbeitung} lead {Leitung} administrator {Administration} auditor {Revision} other {Mitglied}}}.
more = Mit dem folgenden Link richten Sie Ihr Konto ein. Er gilt bis {{link.expires, date, ::yMMMdjmz}}.
action = Konto einrichten
warning = Wenn Sie nicht wissen, wer Sie einlädt, ignorieren Sie diese E-Mail. Leiten Sie sie nicht weiter.

"""#,
"invitation/1/en.words": #"""
subject = Invitation to {{desk.title}}
lead = {{#invitation.author}}{{invitation.author}} invites you to join {{desk.title}}.{{/invitation.author}}{{^invitation.author}}You are invited to join {{desk.title}}.{{/invitation.author}} Your role: {{invitation.role, select, requester {requester} approver {approver} agent {agent} lead {desk lead} administrator {administrator} auditor {auditor} other {member}}}.
more = Use the link below to set up your account. It works until {{link.expires, date, ::yMMMdjmz}}.
action = Set up your account
warning = If you do not know who invites you, ignore this mail. Do not forward it.

"""#,
"invitation/1/es.words": #"""
subject = Invitación a {{desk.title}}
lead = {{#invitation.author}}{{invitation.author}} le invita a {{desk.title}}.{{/invitation.author}}{{^invitation.author}}Le invitamos a {{desk.title}}.{{/invitation.author}} Su función: {{invitation.role, select, requester {solicitante} approver {aprobador} agent {agente} lead {responsable} administrator {administrador} auditor {auditor} other {miembro}}}.
more = Use el siguiente enlace para configurar su cuenta. Sirve hasta el {{link.expires, date, ::yMMMdjmz}}.
action = Configurar su cuenta
warning = Si no conoce a quien le invita, ignore este mensaje. No lo reenvíe.

"""#,
"invitation/1/fr.words": #"""
subject = Invitation à rejoindre {{desk.title}}
lead = {{#invitation.author}}{{invitation.author}} vous invite à rejoindre {{desk.title}}.{{/invitation.author}}{{^invitation.author}}Vous êtes invité à rejoindre {{desk.title}}.{{/invitation.author}} Votre rôle : {{invitation.role, select, requester {demandeur} approver {approbateur} agent {agent} lead {responsable} administrator {administrateur} auditor {auditeur} other {membre}}}.
more = Utilisez le lien ci-dessous pour configurer votre compte. Il fonctionne jusqu’au {{link.expires, date, ::yMMMdjmz}}.
action = Configurer votre compte
warning = Si vous ne connaissez pas la personne qui vous invite, ignorez ce message. Ne le transférez pas.

"""#,
"invitation/1/ja.words": #"""
subject = {{desk.title}} への招待
lead = {{#invitation.author}}{{invitation.author}} さんが {{desk.title}} に招待しています。{{/invitation.author}}{{^invitation.author}}{{desk.title}} にご招待します。{{/invitation.author}}あなたの役割は「{{invitation.role, select, requester {依頼者} approver {承認者} agent {担当者} lead {責任者} administrator {管理者} auditor {監査人} other {メンバー}}}」です。
more = 次のリンクからアカウントを設定してください。有効期限は {{link.expires, date, ::yMMMdjmz}} です。
action = アカウントを設定する
warning = 招待した人に心当たりがない場合は、このメールを無視してください。転送はしないでください。

"""#,
"invitation/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
<p style="margin:0 0 16px">{{>./more}}</p>
{{#link.url}}
{{>layout/1/button}}
{{>./action}}
{{>layout/1/button-end}}
{{/link.url}}
{{>layout/1/small}}
{{>./warning}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"invitation/1/und.subject": #"""
{{>./subject}}

"""#,
"invitation/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{>./more}}

{{>./action}}{{>layout/1/colon}}
{{link.url}}

{{>./warning}}

{{>layout/1/close}}

"""#,
"invitation/1/zh.words": #"""
subject = 邀请您加入{{desk.title}}
lead = {{#invitation.author}}{{invitation.author}}邀请您加入{{desk.title}}。{{/invitation.author}}{{^invitation.author}}诚邀您加入{{desk.title}}。{{/invitation.author}}您的角色是{{invitation.role, select, requester {请求人} approver {审批人} agent {处理人员} lead {服务台负责人} administrator {管理员} auditor {审计员} other {成员}}}。
more = 请使用下面的链接完成账户设置。链接有效期至{{link.expires, date, ::yMMMdjmz}}。
action = 设置账户
warning = 如果您不认识邀请人，请忽略本邮件。请勿转发本邮件。

"""#,
"layout/1/ar.words": #"""
dir = rtl
side = direction:rtl;text-align:right
end = left
quote-side = padding:0 16px 0 0;border-right:3px solid #d4d9e1
font = 'Segoe UI',Tahoma,'Noto Sans Arabic','Geeza Pro',Arial,sans-serif
is = :{{! one space follows }} {{!}}
colon = :
hello = مرحبًا{{#recipient.name}} {{recipient.name}}{{/recipient.name}}،
see = عرض الطلب
part = وصلتكم هذه الرسالة لأنكم مشاركون في الطلب {{ticket.number}}.
wrote = كتب {{entry.author}} في {{entry.created_at}}:
number = الرقم
status = الحالة
assignee = المسؤول
opened = تاريخ التقديم
due = الموعد المحدد
updated = آخر تحديث
late = متأخر
subject = الموضوع
requester = مقدم الطلب
requester-name = {{requester.name}} ({{requester.address}})
priority = الأولوية
status-word = {{., select, new {جديد} in_progress {قيد المعالجة} pending {قيد الانتظار} resolved {تم الحل} closed {مغلق} cancelled {ملغى} other {غير معروف}}}
priority-word = {{., select, low {منخفضة} normal {عادية} high {عالية} urgent {عاجلة} other {عادية}}}
decided-word = {{decision, select, approved {موافقة} rejected {رفض} other {تم البت}}}
score-word = {{score, select, 5 {5 – ممتاز} 4 {4 – جيد} 3 {3 – مقبول} 2 {2 – ضعيف} 1 {1 – ضعيف جدًا} other {إجابة أخرى}}}
approval-action = الاطلاع واتخاذ القرار
approval-expires = يُرجى اتخاذ القرار قبل {{approval.expires, date, ::yMMMdjmz}}.
approval-default = {{approval.default, select, approved {إذا لم يُتخذ قرار قبل ذلك اعتُبر الطلب موافقًا عليه.} rejected {إذا لم يُتخذ قرار قبل ذلك اعتُبر الطلب مرفوضًا.} other {}}}
approval-how = يمكنكم أيضًا الرد على هذه الرسالة: اكتبوا {{approval.approve_word}} أو {{approval.reject_word}} وحدها في السطر الأول، ويمكنكم ذكر السبب تحتها.
approval-by-mail = الموافقة بالبريد
refusal-by-mail = الرفض بالبريد
approval-forward = القرار لكم وحدكم، حتى إذا أُعيد توجيه هذه الرسالة.
approval-place = القرار لكم نيابةً عن {{approval.place}}.
approval-rule = {{approval.rule, select, all {تلزم موافقة جميع من سُئلوا.} any {تكفي موافقة واحدة.} majority {تلزم موافقة أكثر من النصف.} first {القرار لمن يجيب أولًا.} other {سُئل آخرون أيضًا.}}}
approval-needed = {{approval.needed, plural, one {تلزم موافقة واحدة.} two {تلزم موافقتان.} few {تلزم # موافقات.} other {تلزم # موافقة.}}}
approval-passive = يُسجَّل رأيكم، لكن الطلب لا ينتظره.
also-asked = سُئل أيضًا
asked-later = يُسأل بعدكم
approval-ask = أي رد آخر لا يُعد قرارًا ويصل إلى {{approval.author}} سؤالًا أو ملاحظة.
approval-file = ملف
reply-here = — اكتبوا ردكم فوق هذا السطر —
help = هل تحتاجون إلى مساعدة؟ راسلونا على
preferences = اختيار الرسائل التي تصلكم
unsubscribe = إيقاف الرسائل من هذا النوع
no-tracking = لا تحتوي هذه الرسالة على أي وسيلة للتتبع.
also-word = قبل ذلك: {{what, select, new_message {رسالة جديدة} note {ملاحظة داخلية} assignment {إسناد} status_change {حالة جديدة} resolved {تم الحل} reopened {إعادة فتح} other {مستجدات}}}
solved-question = هل حُلّت المشكلة لديكم؟
solved-yes = نعم، حُلّت
solved-no = لا، لم تُحل بعد
solved-closes = إذا لم يصلنا منكم شيء فسنغلق الطلب في {{resolution.closes_at, date, ::yMMMd}}.

"""#,
"layout/1/de.words": #"""
is = :{{! one space follows }} {{!}}
colon = :
hello = Guten Tag{{#recipient.name}} {{recipient.name}}{{/recipient.name}},
see = Anfrage ansehen
part = Sie erhalten diese E-Mail, weil Sie an {{ticket.number}} beteiligt sind.
wrote = {{entry.author}} schrieb am {{entry.created_at}}:
number = Nummer
status = Status
assignee = Bearbeitung
opened = Eingang
due = Zugesagt bis
updated = zuletzt geändert
late = überfällig
subject = Betreff
requester = Anfrage von
requester-name = {{requester.name}} ({{requester.address}})
priority = Priorität
status-word = {{., select, new {Neu} in_progress {In Bearbeitung} pending {Wartet} resolved {Gelöst} closed {Geschlossen} cancelled {Storniert} other {Unbekannt}}}
priority-word = {{., select, low {Niedrig} normal {Normal} high {Hoch} urgent {Dringend} other {Normal}}}
decided-word = {{decision, select, approved {genehmigt} rejected {abgelehnt} other {entschieden}}}
score-word = {{score, select, 5 {5 – Sehr gut} 4 {4 – Gut} 3 {3 – Mittelmäßig} 2 {2 – Schlecht} 1 {1 – Sehr schlecht} other {Andere Antwort}}}
approval-action = Ansehen und entscheiden
approval-expires = Bitte entscheiden Sie bis {{approval.expires, date, ::yMMMdjmz}}.
approval-default = {{approval.default, select, approved {Entscheidet bis dahin niemand, gilt es als genehmigt.} rejected {Entscheidet bis dahin niemand, gilt es als abgelehnt.} other {}}}
approval-how = Sie können auch auf diese E-Mail antworten: Schreiben Sie in die erste Zeile nur {{approval.approve_word}} oder {{approval.reject_word}}. Darunter ist Platz für eine Begründung.
approval-by-mail = Per E-Mail genehmigen
refusal-by-mail = Per E-Mail ablehnen
approval-forward = Nur Sie können entscheiden, auch wenn diese E-Mail weitergeleitet wird.
approval-place = Sie entscheiden anstelle von {{approval.place}}.
approval-rule = {{approval.rule, select, all {Alle, die gefragt sind, müssen genehmigen.} any {Eine Genehmigung genügt.} majority {Mehr als die Hälfte muss genehmigen.} first {Wer zuerst antwortet, entscheidet.} other {Auch andere sind gefragt.}}}
approval-needed = {{approval.needed, plural, one {# Genehmigung ist nötig.} other {# Genehmigungen sind nötig.}}}
approval-passive = Ihre Antwort wird festgehalten, aber nicht abgewartet.
also-asked = Auch gefragt
asked-later = Danach gefragt
approval-ask = Alles andere entscheidet nichts und geht als Ihre Frage oder Bemerkung an {{approval.author}}.
approval-file = Datei
reply-here = — Antwort oberhalb dieser Zeile —
help = Brauchen Sie Hilfe? Schreiben Sie an
preferences = E-Mails auswählen, die Sie erhalten
unsubscribe = Solche E-Mails abbestellen
no-tracking = Diese E-Mail enthält nichts, was Sie nachverfolgt.
also-word = Davor: {{what, select, new_message {eine neue Nachricht} note {eine interne Notiz} assignment {zugewiesen} status_change {ein neuer Status} resolved {gelöst} reopened {wieder geöffnet} other {Neues}}}
solved-question = Ist die Sache auch für Sie erledigt?
solved-yes = Ja, erledigt
solved-no = Nein, noch nicht erledigt
solved-closes = Wenn wir nichts hören, schließen wir die Anfrage am {{resolution.closes_at, date, ::yMMMd}}.

"""#,
"layout/1/en.words": #"""
is = :{{! one space follows }} {{!}}
colon = :
hello = Hello{{#recipient.name}} {{recipient.name}}{{/recipient.name}},
see = See the request
part = You get this mail because you take part in {{ticket.number}}.
wrote = {{entry.author}} wrote on {{entry.created_at}}:
number = Number
status = Status
assignee = Assigned to
opened = Opened
due = Promised by
updated = last change
late = late
subject = Subject
requester = Requester
requester-name = {{requester.name}} ({{requester.address}})
priority = Priority
status-word = {{., select, new {New} in_progress {In progress} pending {Pending} resolved {Resolved} closed {Closed} cancelled {Cancelled} other {Unknown}}}
priority-word = {{., select, low {Low} normal {Normal} high {High} urgent {Urgent} other {Normal}}}
decided-word = {{decision, select, approved {approved} rejected {refused} other {decided}}}
score-word = {{score, select, 5 {5 – Very good} 4 {4 – Good} 3 {3 – Fair} 2 {2 – Poor} 1 {1 – Very poor} other {Another answer}}}
approval-action = See and decide
approval-expires = Please decide by {{approval.expires, date, ::yMMMdjmz}}.
approval-default = {{approval.default, select, approved {If nobody decides by then, it counts as approved.} rejected {If nobody decides by then, it counts as refused.} other {}}}
approval-how = You can also reply to this mail: write {{approval.approve_word}} or {{approval.reject_word}}, alone on the first line. Below it there is room for a reason.
approval-by-mail = Approve by mail
refusal-by-mail = Refuse by mail
approval-forward = Only you can decide, even if this mail is forwarded.
approval-place = You decide in the place of {{approval.place}}.
approval-rule = {{approval.rule, select, all {It takes the approval of everybody who is asked.} any {One approval is enough.} majority {It takes the approval of more than half.} first {Whoever answers first decides.} other {Others are asked, too.}}}
approval-needed = {{approval.needed, plural, one {# approval is needed.} other {# approvals are needed.}}}
approval-passive = Your answer is heard, but the request does not wait for it.
also-asked = Also asked
asked-later = Asked after you
approval-ask = Any other words decide nothing and go to {{approval.author}} as your question or remark.
approval-file = File
reply-here = — Reply above this line —
help = Need help? Write to
preferences = Choose which mail you get
unsubscribe = No more mail of this kind
no-tracking = This mail contains nothing that tracks you.
also-word = Before that: {{what, select, new_message {a new message} note {a note that only agents see} assignment {assigned} status_change {a new status} resolved {solved} reopened {opened again} other {news}}}
solved-question = Is it solved for you, too?
solved-yes = Yes, it is solved
solved-no = No, it is not solved yet
solved-closes = If we hear nothing, we will close the request on {{resolution.closes_at, date, ::yMMMd}}.

"""#,
"layout/1/es.words": #"""
is = :{{! one space follows }} {{!}}
colon = :
hello = Hola{{#recipient.name}}, {{recipient.name}}{{/recipient.name}}:
see = Ver la solicitud
part = Recibe este mensaje porque participa en {{ticket.number}}.
wrote = {{entry.author}} escribió el {{entry.created_at}}:
number = Número
status = Estado
assignee = Responsable
opened = Recibida
due = Prometido para
updated = último cambio
late = con retraso
subject = Asunto
requester = Solicitante
requester-name = {{requester.name}} ({{requester.address}})
priority = Prioridad
status-word = {{., select, new {Nueva} in_progress {En curso} pending {En espera} resolved {Resuelta} closed {Cerrada} cancelled {Cancelada} other {Desconocido}}}
priority-word = {{., select, low {Baja} normal {Normal} high {Alta} urgent {Urgente} other {Normal}}}
decided-word = {{decision, select, approved {aprobado} rejected {rechazado} other {decidido}}}
score-word = {{score, select, 5 {5 – Muy bien} 4 {4 – Bien} 3 {3 – Regular} 2 {2 – Mal} 1 {1 – Muy mal} other {Otra respuesta}}}
approval-action = Ver y decidir
approval-expires = Le rogamos que decida antes del {{approval.expires, date, ::yMMMdjmz}}.
approval-default = {{approval.default, select, approved {Si nadie decide antes, se considera aprobado.} rejected {Si nadie decide antes, se considera rechazado.} other {}}}
approval-how = También puede responder a este mensaje: escriba {{approval.approve_word}} o {{approval.reject_word}} como única palabra de la primera línea. Debajo puede añadir el motivo.
approval-by-mail = Aprobar por correo
refusal-by-mail = Rechazar por correo
approval-forward = Solo usted puede decidir, aunque este mensaje se reenvíe.
approval-place = Usted decide en lugar de {{approval.place}}.
approval-rule = {{approval.rule, select, all {Deben aprobar todas las personas consultadas.} any {Basta con una aprobación.} majority {Debe aprobar más de la mitad.} first {Decide quien responda primero.} other {También se consulta a otras personas.}}}
approval-needed = {{approval.needed, plural, one {Se necesita # aprobación.} other {Se necesitan # aprobaciones.}}}
approval-passive = Su respuesta se guarda, pero la solicitud no la espera.
also-asked = También se consulta a
asked-later = Después se consulta a
approval-ask = Cualquier otra respuesta no decide nada y llega a {{approval.author}} como pregunta o comentario.
approval-file = Archivo
reply-here = — Responda por encima de esta línea —
help = ¿Necesita ayuda? Escriba a
preferences = Elegir qué mensajes recibe
unsubscribe = No recibir más mensajes de este tipo
no-tracking = Este mensaje no contiene ningún rastreador.
also-word = Antes: {{what, select, new_message {un mensaje nuevo} note {una nota interna} assignment {asignada} status_change {un estado nuevo} resolved {resuelta} reopened {reabierta} other {novedades}}}
solved-question = ¿Está resuelto también para usted?
solved-yes = Sí, está resuelto
solved-no = No, todavía no
solved-closes = Si no tenemos noticias suyas, cerraremos la solicitud el {{resolution.closes_at, date, ::yMMMd}}.

"""#,
"layout/1/fr.words": #"""
is =  :{{! one space follows }} {{!}}
colon =  :
hello = Bonjour{{#recipient.name}} {{recipient.name}}{{/recipient.name}},
see = Voir la demande
part = Vous recevez ce message parce que vous participez à {{ticket.number}}.
wrote = {{entry.author}} a écrit le {{entry.created_at}} :
number = Numéro
status = État
assignee = Suivi par
opened = Reçue le
due = Promis pour
updated = dernière modification
late = en retard
subject = Objet
requester = Demandeur
requester-name = {{requester.name}} ({{requester.address}})
priority = Priorité
status-word = {{., select, new {Nouvelle} in_progress {En cours} pending {En attente} resolved {Résolue} closed {Fermée} cancelled {Annulée} other {Inconnu}}}
priority-word = {{., select, low {Basse} normal {Normale} high {Haute} urgent {Urgente} other {Normale}}}
decided-word = {{decision, select, approved {approuvé} rejected {refusé} other {décidé}}}
score-word = {{score, select, 5 {5 – Très bien} 4 {4 – Bien} 3 {3 – Moyen} 2 {2 – Mal} 1 {1 – Très mal} other {Autre réponse}}}
approval-action = Voir et décider
approval-expires = Merci de décider avant le {{approval.expires, date, ::yMMMdjmz}}.
approval-default = {{approval.default, select, approved {Sans décision d’ici là, la demande est considérée comme approuvée.} rejected {Sans décision d’ici là, la demande est considérée comme refusée.} other {}}}
approval-how = Vous pouvez aussi répondre à ce message : écrivez {{approval.approve_word}} ou {{approval.reject_word}}, seul sur la première ligne. Vous pouvez ajouter vos raisons en dessous.
approval-by-mail = Approuver par e-mail
refusal-by-mail = Refuser par e-mail
approval-forward = Vous seul pouvez décider, même si ce message est transféré.
approval-place = Vous décidez à la place de {{approval.place}}.
approval-rule = {{approval.rule, select, all {Il faut l’accord de toutes les personnes consultées.} any {Un seul accord suffit.} majority {Il faut l’accord de plus de la moitié.} first {La première réponse décide.} other {D’autres personnes sont consultées.}}}
approval-needed = {{approval.needed, plural, one {Il faut # accord.} other {Il faut # accords.}}}
approval-passive = Votre réponse est conservée, mais la demande ne l’attend pas.
also-asked = Également consulté
asked-later = Consulté ensuite
approval-ask = Toute autre réponse ne décide rien et parvient à {{approval.author}} comme question ou remarque.
approval-file = Fichier
reply-here = — Répondez au-dessus de cette ligne —
help = Besoin d’aide ? Écrivez à
preferences = Choisir les messages que vous recevez
unsubscribe = Ne plus recevoir ce type de message
no-tracking = Ce message ne contient aucun traceur.
also-word = Auparavant : {{what, select, new_message {un nouveau message} note {une note interne} assignment {attribuée} status_change {un nouveau statut} resolved {résolue} reopened {rouverte} other {du nouveau}}}
solved-question = Est-ce résolu pour vous aussi ?
solved-yes = Oui, c’est résolu
solved-no = Non, pas encore
solved-closes = Sans nouvelles de votre part, nous fermerons la demande le {{resolution.closes_at, date, ::yMMMd}}.

"""#,
"layout/1/ja.words": #"""
is = ：
colon = ：
font = -apple-system,'Hiragino Sans','Yu Gothic',Meiryo,'Noto Sans CJK JP',sans-serif
hello = {{#recipient.name}}{{recipient.name}} 様{{/recipient.name}}{{^recipient.name}}こんにちは。{{/recipient.name}}
see = お問い合わせを見る
part = このメールは、{{ticket.number}} に参加されている方にお送りしています。
wrote = {{entry.created_at}} {{entry.author}} さんのメッセージ：
number = 番号
status = 状況
assignee = 担当者
opened = 受付日時
due = 対応予定
updated = 最終更新
late = 期限超過
subject = 件名
requester = 依頼者
requester-name = {{requester.name}}（{{requester.address}}）
priority = 優先度
status-word = {{., select, new {新規} in_progress {対応中} pending {保留中} resolved {解決済み} closed {完了} cancelled {取り消し} other {不明}}}
priority-word = {{., select, low {低} normal {通常} high {高} urgent {緊急} other {通常}}}
decided-word = {{decision, select, approved {承認} rejected {却下} other {決定}}}
score-word = {{score, select, 5 {5：とても満足} 4 {4：満足} 3 {3：ふつう} 2 {2：不満} 1 {1：とても不満} other {その他}}}
approval-action = 内容を見て決める
approval-expires = {{approval.expires, date, ::yMMMdjmz}} までにご判断ください。
approval-default = {{approval.default, select, approved {期限までに決まらない場合は承認とみなします。} rejected {期限までに決まらない場合は却下とみなします。} other {}}}
approval-how = このメールへの返信でもお答えいただけます。1 行目に「{{approval.approve_word}}」または「{{approval.reject_word}}」とだけ書いてください。理由はその下にお書きいただけます。
approval-by-mail = メールで承認する
refusal-by-mail = メールで却下する
approval-forward = 判断できるのはご本人だけです。このメールを転送しても権限は移りません。
approval-place = {{approval.place}} さんの代わりにご判断いただきます。
approval-rule = {{approval.rule, select, all {全員の承認が必要です。} any {お一人の承認で足ります。} majority {過半数の承認が必要です。} first {最初の回答で決まります。} other {ほかの方にもお願いしています。}}}
approval-needed = {{approval.needed, plural, other {# 名の承認が必要です。}}}
approval-passive = ご意見は記録されますが、手続きはお答えを待たずに進みます。
also-asked = ほかの承認者
asked-later = 次の承認者
approval-ask = ほかの言葉では決定にならず、ご質問・ご意見として {{approval.author}} さんに届きます。
approval-file = ファイル
reply-here = — この行より上に返信をお書きください —
help = お困りのときはこちらへ：
preferences = 受け取るメールを選ぶ
unsubscribe = この種類のメールを停止する
no-tracking = このメールには追跡用の仕組みは含まれていません。
also-word = その前：{{what, select, new_message {新しいメッセージ} note {社内メモ} assignment {担当の割り当て} status_change {状況の変更} resolved {解決} reopened {再開} other {お知らせ}}}
solved-question = 問題は解決しましたか。
solved-yes = はい、解決しました
solved-no = いいえ、まだ解決していません
solved-closes = ご連絡がない場合は、{{resolution.closes_at, date, ::yMMMd}} に完了といたします。

"""#,
"layout/1/und.about.html": #"""
{{>layout/1/list}}
{{>layout/1/fact}}
{{>layout/1/subject}}
{{>layout/1/fact-value}}
{{ticket.subject}}
{{>layout/1/fact-end}}
{{>layout/1/fact}}
{{>layout/1/requester}}
{{>layout/1/fact-value}}
{{>layout/1/requester-name}}
{{>layout/1/fact-end}}
{{>layout/1/list-end}}

"""#,
"layout/1/und.about.text": #"""
{{>layout/1/subject}}{{>layout/1/is}}{{ticket.subject}}
{{>layout/1/requester}}{{>layout/1/is}}{{>layout/1/requester-name}}

"""#,
"layout/1/und.also.html": #"""
{{#also}}
<p style="margin:0 0 8px">{{>layout/1/also-word}}{{#author}} · {{author}}{{/author}}</p>
{{#text}}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr>
<td class="m-line m-text" style="{{>layout/1/quote-side}};{{>layout/1/side}};font-family:{{>layout/1/font}};font-size:16px;line-height:26px;color:#1a2130;word-break:break-word"><div dir="auto">{{text}}</div></td>
</tr>
</table>
<p style="margin:0;font-size:1px;line-height:16px">&nbsp;</p>
{{/text}}
{{/also}}

"""#,
"layout/1/und.also.text": #"""
{{#also}}
{{>layout/1/also-word}}{{#author}} · {{author}}{{/author}}
{{#text}}

{{text}}
{{/text}}

{{/also}}

"""#,
"layout/1/und.button-end.html": #"""
</a></td>
</tr>
</table>
<p class="m-soft" style="margin:8px 0 16px;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a class="m-link" href="{{.}}" dir="ltr" style="color:#1d5fd1">{{.}}</a></p>

"""#,
"layout/1/und.button.html": #"""
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="{{>layout/1/color}}" height="44" style="padding:0 24px;font-family:{{>layout/1/font}};font-size:16px;line-height:44px"><a href="{{.}}" style="display:block;line-height:44px;color:{{>layout/1/text-color}};text-decoration:none">

"""#,
"layout/1/und.close.html": #"""
</td>
</tr>
<tr>
<td class="m-line m-soft" style="padding:16px 24px;border-top:1px solid #d4d9e1;{{>layout/1/side}};font-family:{{>layout/1/font}};font-size:13px;line-height:20px;color:#566074;word-break:break-word">
{{>layout/1/help}} <a class="m-link" href="mailto:{{desk.address}}" style="color:#1d5fd1">{{desk.address}}</a><br>
{{#preferences.url}}
<a class="m-link" href="{{.}}" style="color:#1d5fd1">{{>layout/1/preferences}}</a><br>
{{/preferences.url}}
{{#unsubscribe.url}}
<a class="m-link" href="{{.}}" style="color:#1d5fd1">{{>layout/1/unsubscribe}}</a><br>
{{/unsubscribe.url}}
{{>layout/1/no-tracking}}
{{#brand.footer}}
<br>{{.}}
{{/brand.footer}}
</td>
</tr>
</table>
</td>
</tr>
</table>
</div>
</body>
</html>

"""#,
"layout/1/und.close.text": #"""
-- 
{{desk.title}}
{{#brand.footer}}
{{.}}
{{/brand.footer}}
{{>layout/1/help}} {{desk.address}}
{{#preferences.url}}
{{>layout/1/preferences}} {{.}}
{{/preferences.url}}
{{#unsubscribe.url}}
{{>layout/1/unsubscribe}} {{.}}
{{/unsubscribe.url}}
{{>layout/1/no-tracking}}

"""#,
"layout/1/und.decide.html": #"""
{{#approval.expires}}
<p style="margin:0 0 16px">{{>layout/1/approval-expires}}</p>
{{#approval.default}}
<p style="margin:0 0 16px">{{>layout/1/approval-default}}</p>
{{/approval.default}}
{{/approval.expires}}
{{#approval.url}}
{{>layout/1/button}}
{{>layout/1/approval-action}}
{{>layout/1/button-end}}
{{/approval.url}}
<p style="margin:0 0 16px">{{>layout/1/approval-how}}</p>
<p style="margin:0 0 16px">{{>layout/1/approval-ask}}</p>
{{#approval.approve_mail}}
<p style="margin:0 0 16px"><a class="m-link" href="{{approval.approve_mail}}" style="color:#1d5fd1">{{>layout/1/approval-by-mail}}</a></p>
{{/approval.approve_mail}}
{{#approval.reject_mail}}
<p style="margin:0 0 16px"><a class="m-link" href="{{approval.reject_mail}}" style="color:#1d5fd1">{{>layout/1/refusal-by-mail}}</a></p>
{{/approval.reject_mail}}
{{>layout/1/small}}
{{>layout/1/approval-forward}}
{{>layout/1/small-end}}

"""#,
"layout/1/und.decide.text": #"""
{{#approval.expires}}
{{>layout/1/approval-expires}}
{{#approval.default}}
{{>layout/1/approval-default}}
{{/approval.default}}

{{/approval.expires}}
{{>layout/1/approval-action}}{{>layout/1/colon}}
{{approval.url}}

{{>layout/1/approval-how}}
{{>layout/1/approval-ask}}

{{>layout/1/approval-forward}}

"""#,
"layout/1/und.decided.html": #"""
{{>layout/1/list}}
{{#decisions}}
{{>layout/1/fact}}
{{approver}}
{{>layout/1/fact-value}}
{{>layout/1/decided-word}} · {{decided_at}}{{#reason}}<br>{{.}}{{/reason}}
{{>layout/1/fact-end}}
{{/decisions}}
{{>layout/1/list-end}}

"""#,
"layout/1/und.decided.text": #"""
{{#decisions}}
{{approver}}{{>layout/1/is}}{{>layout/1/decided-word}} · {{decided_at}}
{{#reason}}
{{.}}
{{/reason}}

{{/decisions}}

"""#,
"layout/1/und.deciders.html": #"""
{{#approval.place}}
<p style="margin:0 0 16px">{{>layout/1/approval-place}}</p>
{{/approval.place}}
{{>layout/1/decided}}
{{#approval.rule}}
<p style="margin:0 0 16px">{{>layout/1/approval-rule}}</p>
{{/approval.rule}}
{{#approval.needed}}
<p style="margin:0 0 16px">{{>layout/1/approval-needed}}</p>
{{/approval.needed}}
{{#approval.is_passive}}
<p style="margin:0 0 16px">{{>layout/1/approval-passive}}</p>
{{/approval.is_passive}}
{{>layout/1/list}}
{{#others}}
{{>layout/1/fact}}
{{^is_later}}{{>layout/1/also-asked}}{{/is_later}}{{#is_later}}{{>layout/1/asked-later}}{{/is_later}}
{{>layout/1/fact-value}}
{{approver}}
{{>layout/1/fact-end}}
{{/others}}
{{>layout/1/list-end}}

"""#,
"layout/1/und.deciders.text": #"""
{{#approval.place}}
{{>layout/1/approval-place}}

{{/approval.place}}
{{>layout/1/decided}}

{{#approval.rule}}
{{>layout/1/approval-rule}}
{{/approval.rule}}
{{#approval.needed}}
{{>layout/1/approval-needed}}
{{/approval.needed}}
{{#approval.is_passive}}
{{>layout/1/approval-passive}}
{{/approval.is_passive}}
{{#others}}
{{^is_later}}
{{>layout/1/also-asked}}{{>layout/1/is}}{{approver}}
{{/is_later}}
{{#is_later}}
{{>layout/1/asked-later}}{{>layout/1/is}}{{approver}}
{{/is_later}}
{{/others}}

"""#,
"layout/1/und.fact-end.html": #"""
</td>
</tr>

"""#,
"layout/1/und.fact-value.html": #"""
</td>
<td class="m-text" valign="top" style="padding:4px 0;{{>layout/1/side}};font-family:{{>layout/1/font}};font-size:14px;line-height:20px;color:#1a2130;word-break:break-word">

"""#,
"layout/1/und.fact.html": #"""
<tr>
<td class="m-soft" width="112" valign="top" style="padding:4px 0;{{>layout/1/side}};font-family:{{>layout/1/font}};font-size:14px;line-height:20px;color:#465065">

"""#,
"layout/1/und.facts.html": #"""
{{>layout/1/list}}
{{>layout/1/fact}}
{{>layout/1/number}}
{{>layout/1/fact-value}}
{{ticket.number}}
{{>layout/1/fact-end}}
{{>layout/1/fact}}
{{>layout/1/status}}
{{>layout/1/fact-value}}
{{#ticket.status}}{{>layout/1/status-word}}{{/ticket.status}}
{{>layout/1/fact-end}}
{{#ticket.assignee}}
{{>layout/1/fact}}
{{>layout/1/assignee}}
{{>layout/1/fact-value}}
{{.}}
{{>layout/1/fact-end}}
{{/ticket.assignee}}
{{>layout/1/fact}}
{{>layout/1/opened}}
{{>layout/1/fact-value}}
{{ticket.created_at}}
{{>layout/1/fact-end}}
{{#ticket.due_at}}
{{>layout/1/fact}}
{{>layout/1/due}}
{{>layout/1/fact-value}}
{{.}}
{{>layout/1/fact-end}}
{{/ticket.due_at}}
{{>layout/1/list-end}}

"""#,
"layout/1/und.facts.text": #"""
{{>layout/1/number}}{{>layout/1/is}}{{ticket.number}}
{{>layout/1/status}}{{>layout/1/is}}{{#ticket.status}}{{>layout/1/status-word}}{{/ticket.status}}
{{#ticket.assignee}}
{{>layout/1/assignee}}{{>layout/1/is}}{{.}}
{{/ticket.assignee}}
{{>layout/1/opened}}{{>layout/1/is}}{{ticket.created_at}}
{{#ticket.due_at}}
{{>layout/1/due}}{{>layout/1/is}}{{.}}
{{/ticket.due_at}}

"""#,
"layout/1/und.fields.html": #"""
{{#fields}}
{{>layout/1/fact}}
{{label}}
{{>layout/1/fact-value}}
{{value}}
{{>layout/1/fact-end}}
{{/fields}}

"""#,
"layout/1/und.fields.text": #"""
{{#fields}}
{{label}}{{>layout/1/is}}{{value}}
{{/fields}}

"""#,
"layout/1/und.files.html": #"""
{{#files}}
{{>layout/1/fact}}
{{>layout/1/approval-file}}
{{>layout/1/fact-value}}
{{#url}}<a class="m-link" href="{{.}}" style="color:#1d5fd1">{{name}}</a>{{/url}}{{^url}}{{name}}{{/url}} ({{size}})
{{>layout/1/fact-end}}
{{/files}}

"""#,
"layout/1/und.files.text": #"""
{{#files}}
{{>layout/1/approval-file}}{{>layout/1/is}}{{name}} ({{size}})
{{#url}}
{{.}}
{{/url}}
{{/files}}

"""#,
"layout/1/und.head.html": #"""
<!DOCTYPE html>
<html lang="{{language}}" dir="{{>layout/1/dir}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{desk.title}}</title>
<style>
:root{color-scheme:light dark}
@media (prefers-color-scheme:dark){
.m-page{background-color:#14171c !important}
.m-card{background-color:#1c2026 !important;border-color:#3a414c !important}
.m-line{border-color:#3a414c !important}
.m-text{color:#e4e7ec !important}
.m-soft{color:#a9b2c0 !important}
.m-link{color:#8fb6ff !important}
}
</style>
</head>
<body class="m-page" style="margin:0;background-color:#f6f7f9">
<div style="display:none;mso-hide:all;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">

"""#,
"layout/1/und.list-end.html": #"""
</table>
<p style="margin:0;font-size:1px;line-height:16px">&nbsp;</p>

"""#,
"layout/1/und.list.html": #"""
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">

"""#,
"layout/1/und.open.html": #"""
</div>
<div dir="{{>layout/1/dir}}" lang="{{language}}">
<table role="presentation" class="m-page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f6f7f9">
<tr>
<td align="center" style="padding:24px 8px">
<table role="presentation" class="m-card" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="#fdfdfe" style="width:100%;max-width:600px;border:1px solid #d4d9e1">
<tr>
<td bgcolor="{{>layout/1/color}}" height="4" style="font-size:1px;line-height:4px">&nbsp;</td>
</tr>
<tr>
<td class="m-line m-soft" style="padding:16px 24px;border-bottom:1px solid #d4d9e1;{{>layout/1/side}};font-family:{{>layout/1/font}};font-size:14px;line-height:20px;color:#465065">
{{#brand.logo}}
<img src="{{.}}" alt="{{desk.title}}" height="32" style="display:block;height:32px;max-width:240px;border:0">
{{/brand.logo}}
{{^brand.logo}}
{{desk.title}}
{{/brand.logo}}
</td>
</tr>
<tr>
<td class="m-text" style="padding:24px 24px 8px;{{>layout/1/side}};font-family:{{>layout/1/font}};font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">

"""#,
"layout/1/und.quote-end.html": #"""
</div></td>
</tr>
</table>
<p style="margin:0;font-size:1px;line-height:16px">&nbsp;</p>

"""#,
"layout/1/und.quote.html": #"""
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr>
<td class="m-line m-text" style="{{>layout/1/quote-side}};{{>layout/1/side}};font-family:{{>layout/1/font}};font-size:16px;line-height:26px;color:#1a2130;word-break:break-word"><div dir="auto">

"""#,
"layout/1/und.reply-line.html": #"""
<p class="m-soft" style="margin:0 0 16px;font-size:13px;line-height:20px;color:#566074;text-align:center">{{>layout/1/reply-here}}</p>

"""#,
"layout/1/und.reply-line.text": #"""
{{>layout/1/reply-here}}

"""#,
"layout/1/und.small-end.html": #"""
</p>

"""#,
"layout/1/und.small.html": #"""
<p class="m-soft" style="margin:0 0 16px;font-size:13px;line-height:20px;color:#566074">

"""#,
"layout/1/und.solved.html": #"""
<p style="margin:0 0 16px">{{>layout/1/solved-question}}</p>
{{#resolution.confirm_url}}
{{#resolution.confirm_url}}
{{>layout/1/button}}
{{>layout/1/solved-yes}}
{{>layout/1/button-end}}
{{/resolution.confirm_url}}
{{/resolution.confirm_url}}
{{#resolution.reopen_url}}
<p style="margin:0 0 16px"><a class="m-link" href="{{resolution.reopen_url}}" style="color:#1d5fd1">{{>layout/1/solved-no}}</a></p>
{{/resolution.reopen_url}}

"""#,
"layout/1/und.solved.text": #"""
{{>layout/1/solved-question}}

{{#resolution.confirm_url}}
{{>layout/1/solved-yes}}{{>layout/1/colon}}
{{resolution.confirm_url}}

{{/resolution.confirm_url}}
{{#resolution.reopen_url}}
{{>layout/1/solved-no}}{{>layout/1/colon}}
{{resolution.reopen_url}}

{{/resolution.reopen_url}}

"""#,
"layout/1/und.tickets.html": #"""
{{>layout/1/list}}
{{#tickets}}
<tr>
<td class="m-line m-text" style="padding:12px 0;border-top:1px solid #d4d9e1;{{>layout/1/side}};font-family:{{>layout/1/font}};font-size:16px;line-height:24px;color:#1a2130;word-break:break-word"><a class="m-link" href="{{url}}" style="color:#1d5fd1">{{number}}</a> {{subject}}<br><span class="m-soft" style="font-size:14px;line-height:20px;color:#465065">{{#status}}{{>layout/1/status-word}}{{/status}} · {{>layout/1/updated}}{{>layout/1/is}}{{updated_at}}{{#due_at}}<br>{{>layout/1/due}}{{>layout/1/is}}{{.}}{{/due_at}}{{#is_late}} · <b>{{>layout/1/late}}</b>{{/is_late}}</span></td>
</tr>
{{/tickets}}
{{>layout/1/list-end}}

"""#,
"layout/1/und.tickets.text": #"""
{{#tickets}}
* {{number}} {{subject}}
  {{#status}}{{>layout/1/status-word}}{{/status}} · {{>layout/1/updated}}{{>layout/1/is}}{{updated_at}}
{{#due_at}}
  {{>layout/1/due}}{{>layout/1/is}}{{.}}{{#is_late}} · {{>layout/1/late}}{{/is_late}}
{{/due_at}}
  {{url}}

{{/tickets}}

"""#,
"layout/1/und.words": #"""
# What is not said in words. A language that is written from right to left has its own.
dir = ltr
side = direction:ltr;text-align:left
end = right
quote-side = padding:0 0 0 16px;border-left:3px solid #d4d9e1
font = -apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif

# Colors: the desk's own, or ours.
color = {{#brand.color}}{{.}}{{/brand.color}}{{^brand.color}}#1d5fd1{{/brand.color}}
text-color = {{#brand.text_color}}{{.}}{{/brand.text_color}}{{^brand.text_color}}#fdfdfe{{/brand.text_color}}

"""#,
"layout/1/zh.words": #"""
font = -apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif
is = ：
colon = ：
hello = {{#recipient.name}}{{recipient.name}}，{{/recipient.name}}您好：
see = 查看请求
part = 您收到这封邮件，是因为您参与了请求{{ticket.number}}。
wrote = {{entry.author}}于{{entry.created_at}}写道：
number = 编号
status = 状态
assignee = 处理人
opened = 提交时间
due = 承诺时间
updated = 最近更新
late = 已超时
subject = 主题
requester = 请求人
requester-name = {{requester.name}}（{{requester.address}}）
priority = 优先级
status-word = {{., select, new {新建} in_progress {处理中} pending {等待中} resolved {已解决} closed {已关闭} cancelled {已取消} other {未知}}}
priority-word = {{., select, low {低} normal {普通} high {高} urgent {紧急} other {普通}}}
decided-word = {{decision, select, approved {同意} rejected {拒绝} other {已决定}}}
score-word = {{score, select, 5 {5 分：非常满意} 4 {4 分：满意} 3 {3 分：一般} 2 {2 分：不满意} 1 {1 分：非常不满意} other {其他}}}
approval-action = 查看并审批
approval-expires = 请您在{{approval.expires, date, ::yMMMdjmz}}之前审批。
approval-default = {{approval.default, select, approved {逾期未审批则视为同意。} rejected {逾期未审批则视为拒绝。} other {}}}
approval-how = 您也可以直接回复本邮件：第一行只写“{{approval.approve_word}}”或“{{approval.reject_word}}”，下面可以写明理由。
approval-by-mail = 用邮件同意
refusal-by-mail = 用邮件拒绝
approval-forward = 只有您本人可以审批，转发本邮件不会转移审批权。
approval-place = 您代{{approval.place}}审批。
approval-rule = {{approval.rule, select, all {需要每位审批人都同意。} any {任意一位审批人同意即可。} majority {需要过半数审批人同意。} first {以最先答复的审批人为准。} other {还有其他审批人。}}}
approval-needed = {{approval.needed, plural, other {需要 # 位审批人同意。}}}
approval-passive = 您的意见会被记录，但审批不会等待您的答复。
also-asked = 同时审批
asked-later = 后续审批
approval-ask = 写其他内容不构成审批决定，会作为您的提问或说明转给{{approval.author}}。
approval-file = 文件
reply-here = — 请在此线以上回复 —
help = 如需帮助，请写信至
preferences = 选择接收哪些邮件
unsubscribe = 不再接收此类邮件
no-tracking = 本邮件不含任何跟踪内容。
also-word = 此前：{{what, select, new_message {新消息} note {内部备注} assignment {分派} status_change {状态变更} resolved {已解决} reopened {重新打开} other {动态}}}
solved-question = 您的问题解决了吗？
solved-yes = 是的，已解决
solved-no = 还没有解决
solved-closes = 如果没有收到您的答复，我们将于{{resolution.closes_at, date, ::yMMMd}}关闭请求。

"""#,
"new-message/1/ar.words": #"""
subject = {{ticket.subject}}
lead = رسالة من {{entry.author}} على الطلب {{ticket.number}}:
more = إذا رددتم على هذه الرسالة وصل ردكم إلى جميع المشاركين في الطلب. وإذا كتبتم «ملاحظة» وحدها في السطر الأول فلن يراه إلا زملاؤكم.
why = وصلتكم هذه الرسالة لأنكم تعالجون الطلب {{ticket.number}} أو تتابعونه.

"""#,
"new-message/1/de.words": #"""
subject = {{ticket.subject}}
lead = {{entry.author}} hat zu {{ticket.number}} geschrieben:
more = Wenn Sie auf diese E-Mail antworten, geht Ihre Antwort an alle Beteiligten der Anfrage. Mit „Notiz“ allein in der ersten Zeile sehen sie nur Ihre Kolleginnen und Kollegen.
why = Sie erhalten diese E-Mail, weil Sie {{ticket.number}} bearbeiten oder verfolgen.

"""#,
"new-message/1/en.words": #"""
subject = {{ticket.subject}}
lead = {{entry.author}} has written on {{ticket.number}}:
more = Reply to this mail, and your answer goes to everybody on the request. With “note” alone on the first line only your colleagues see it.
why = You get this mail because you work on {{ticket.number}} or follow it.

"""#,
"new-message/1/es.words": #"""
subject = {{ticket.subject}}
lead = {{entry.author}} ha escrito en {{ticket.number}}:
more = Si responde a este correo, su respuesta llegará a todos los participantes de la solicitud. Con «nota» como única palabra de la primera línea solo la verán sus compañeros.
why = Recibe este mensaje porque atiende o sigue {{ticket.number}}.

"""#,
"new-message/1/fr.words": #"""
subject = {{ticket.subject}}
lead = {{entry.author}} a écrit au sujet de {{ticket.number}} :
more = Répondez à ce message : votre réponse ira à tous les participants de la demande. Avec « note » seul sur la première ligne, seuls vos collègues la verront.
why = Vous recevez ce message parce que vous traitez ou suivez {{ticket.number}}.

"""#,
"new-message/1/ja.words": #"""
subject = {{ticket.subject}}
lead = {{entry.author}} さんが {{ticket.number}} に書き込みました。
more = このメールに返信すると、このお問い合わせの参加者全員に届きます。1 行目に「メモ」とだけ書くと、社内の方にのみ表示されます。
why = このメールは、{{ticket.number}} を担当またはフォローしている方にお送りしています。

"""#,
"new-message/1/und.html": #"""
{{>layout/1/head}}
{{entry.preview}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{>layout/1/quote}}
{{entry.html}}
{{>layout/1/quote-end}}
<p style="margin:0 0 16px">{{>./more}}</p>
{{#ticket.url}}
{{>layout/1/button}}
{{>layout/1/see}}
{{>layout/1/button-end}}
{{/ticket.url}}
{{>layout/1/also}}
{{>layout/1/facts}}
{{>layout/1/reply-line}}
{{>layout/1/small}}
{{>./why}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"new-message/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"new-message/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{entry.text}}

{{>./more}}

{{>layout/1/see}}{{>layout/1/colon}}
{{ticket.url}}

{{>layout/1/also}}
{{>layout/1/facts}}

{{>layout/1/reply-line}}

{{>./why}}

{{>layout/1/close}}

"""#,
"new-message/1/zh.words": #"""
subject = {{ticket.subject}}
lead = {{entry.author}}在请求{{ticket.number}}中写道：
more = 直接回复本邮件，您的答复会发给该请求的所有参与人。若第一行只写“备注”，则仅同事可见。
why = 您收到这封邮件，是因为您处理或关注请求{{ticket.number}}。

"""#,
"note/1/ar.words": #"""
subject = ملاحظة داخلية: {{ticket.subject}}
lead = ملاحظة داخلية من {{entry.author}} على الطلب {{ticket.number}}:
more = لا يرى مقدم الطلب هذه الملاحظة. يُرجى الرد عليها في صفحة الطلب، لا بالبريد.
why = وصلتكم هذه الرسالة لأنكم تعالجون الطلب {{ticket.number}} أو تتابعونه.

"""#,
"note/1/de.words": #"""
subject = Interne Notiz: {{ticket.subject}}
lead = {{entry.author}} hat zu {{ticket.number}} eine interne Notiz geschrieben:
more = Die anfragende Person sieht diese Notiz nicht. Bitte reagieren Sie auf der Seite der Anfrage, nicht per E-Mail.
why = Sie erhalten diese E-Mail, weil Sie {{ticket.number}} bearbeiten oder verfolgen.

"""#,
"note/1/en.words": #"""
subject = Note: {{ticket.subject}}
lead = {{entry.author}} has left a note on {{ticket.number}}:
more = The requester does not see this note. Please answer it on the request’s page, not by mail.
why = You get this mail because you work on {{ticket.number}} or follow it.

"""#,
"note/1/es.words": #"""
subject = Nota interna: {{ticket.subject}}
lead = {{entry.author}} ha dejado una nota interna en {{ticket.number}}:
more = El solicitante no ve esta nota. Responda en la página de la solicitud, no por correo.
why = Recibe este mensaje porque atiende o sigue {{ticket.number}}.

"""#,
"note/1/fr.words": #"""
subject = Note interne : {{ticket.subject}}
lead = {{entry.author}} a laissé une note interne sur {{ticket.number}} :
more = Le demandeur ne voit pas cette note. Merci d’y répondre sur la page de la demande, et non par e-mail.
why = Vous recevez ce message parce que vous traitez ou suivez {{ticket.number}}.

"""#,
"note/1/ja.words": #"""
subject = 社内メモ：{{ticket.subject}}
lead = {{entry.author}} さんが {{ticket.number}} に社内メモを残しました。
more = このメモは依頼者には見えません。回答はメールではなく、お問い合わせのページでお願いします。
why = このメールは、{{ticket.number}} を担当またはフォローしている方にお送りしています。

"""#,
"note/1/und.html": #"""
{{>layout/1/head}}
{{entry.preview}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{>layout/1/quote}}
{{entry.html}}
{{>layout/1/quote-end}}
<p style="margin:0 0 16px">{{>./more}}</p>
{{#ticket.url}}
{{>layout/1/button}}
{{>layout/1/see}}
{{>layout/1/button-end}}
{{/ticket.url}}
{{>layout/1/also}}
{{>layout/1/facts}}
{{>layout/1/small}}
{{>./why}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"note/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"note/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{entry.text}}

{{>./more}}

{{>layout/1/see}}{{>layout/1/colon}}
{{ticket.url}}

{{>layout/1/also}}
{{>layout/1/facts}}

{{>./why}}

{{>layout/1/close}}

"""#,
"note/1/zh.words": #"""
subject = 内部备注：{{ticket.subject}}
lead = {{entry.author}}在请求{{ticket.number}}中写了一条内部备注：
more = 请求人看不到这条备注。请在请求页面上回应，不要用邮件回复。
why = 您收到这封邮件，是因为您处理或关注请求{{ticket.number}}。

"""#,
"preferences-changed/1/ar.words": #"""
subject = تم تغيير الرسائل التي تصلكم
lead = في {{settings.changed_at, date, ::yMMMdjmz}} استُخدم الرابط الموجود في إحدى رسائلنا إليكم لتغيير الرسائل التي تصلكم.
what-word = {{what, select, status_change {الحالة الجديدة لطلباتكم} assignment {الطلبات المسندة إليكم} new_message {الرسائل الجديدة في طلباتكم} note {ملاحظات الزملاء} reopened {الطلبات التي أعيد فتحها} reminder {التذكيرات} escalation {الوعود المتأخرة} survey {أسئلة عن رضاكم} digest {الملخص} quiet_hours {ساعات الهدوء} time_zone {المنطقة الزمنية} language {اللغة} other {رسائل أخرى}}}
now-word = {{now, select, ended {لن تُرسل} wanted {تُرسل} in_digest {في الملخص} changed {تم تغييرها} other {تم تغييرها}}}
mine = إذا كنتم أنتم من فعل ذلك فلا حاجة إلى أي إجراء.
theirs = وإذا لم تكونوا أنتم، فلدى شخص ما رسالة منا أعدتم توجيهها، ولا يمكنه أن يرى بها شيئًا آخر. اختاروا من جديد ما تريدون استلامه:
action = اختيار الرسائل التي تصلني

"""#,
"preferences-changed/1/de.words": #"""
subject = Ihre Auswahl der E-Mails wurde geändert
lead = Am {{settings.changed_at, date, ::yMMMdjmz}} wurde über den Link in einer unserer E-Mails an Sie geändert, welche E-Mails Sie erhalten.
what-word = {{what, select, status_change {Neuer Status Ihrer Anfragen} assignment {Ihnen zugewiesene Anfragen} new_message {Neue Nachrichten zu Ihren Anfragen} note {Notizen von Kollegen} reopened {Wieder geöffnete Anfragen} reminder {Erinnerungen} escalation {Zusagen in Verzug} survey {Fragen nach Ihrer Zufriedenheit} digest {Zusammenfassung} quiet_hours {Ruhezeiten} time_zone {Zeitzone} language {Sprache} other {Andere E-Mails}}}
now-word = {{now, select, ended {keine E-Mails mehr} wanted {E-Mails} in_digest {in der Zusammenfassung} changed {geändert} other {geändert}}}
mine = Wenn Sie das waren, ist nichts weiter zu tun.
theirs = Wenn nicht, hat jemand eine E-Mail von uns, die Sie weitergegeben haben. Sonst ist damit nichts zu sehen. Wählen Sie neu, was Sie erhalten möchten:
action = E-Mails auswählen

"""#,
"preferences-changed/1/en.words": #"""
subject = Your choice of mail was changed
lead = On {{settings.changed_at, date, ::yMMMdjmz}} the link in one of our mails to you was used to change which mail you get.
what-word = {{what, select, status_change {New status of your requests} assignment {Tickets assigned to you} new_message {New messages on your tickets} note {Colleagues’ notes} reopened {Tickets opened again} reminder {Reminders} escalation {Missed promises} survey {Questions about how we did} digest {Digest} quiet_hours {Quiet hours} time_zone {Time zone} language {Language} other {Other mail}}}
now-word = {{now, select, ended {no more mail} wanted {mail} in_digest {in the digest} changed {changed} other {changed}}}
mine = If you did this, there is nothing more to do.
theirs = If you did not, somebody has a mail of ours that you passed on. They can see nothing else by it. Choose again what you want to get:
action = Choose which mail you get

"""#,
"preferences-changed/1/es.words": #"""
subject = Se ha cambiado qué correos recibe
lead = El {{settings.changed_at, date, ::yMMMdjmz}} se usó el enlace de uno de nuestros correos para cambiar qué correos recibe usted.
what-word = {{what, select, status_change {Nuevo estado de sus solicitudes} assignment {Solicitudes asignadas a usted} new_message {Mensajes nuevos en sus solicitudes} note {Notas de colegas} reopened {Solicitudes abiertas de nuevo} reminder {Recordatorios} escalation {Plazos incumplidos} survey {Preguntas sobre su satisfacción} digest {Resumen} quiet_hours {Horas de silencio} time_zone {Zona horaria} language {Idioma} other {Otros correos}}}
now-word = {{now, select, ended {sin más correos} wanted {con correos} in_digest {en el resumen} changed {cambiado} other {cambiado}}}
mine = Si fue usted, no tiene que hacer nada más.
theirs = Si no fue usted, alguien tiene un correo nuestro que usted reenvió. Con él no puede ver nada más. Elija de nuevo lo que desea recibir:
action = Elegir qué correos recibo

"""#,
"preferences-changed/1/fr.words": #"""
subject = Votre choix d’e-mails a été modifié
lead = Le {{settings.changed_at, date, ::yMMMdjmz}}, le lien de l’un de nos e-mails a servi à modifier les e-mails que vous recevez.
what-word = {{what, select, status_change {Nouvel état de vos demandes} assignment {Demandes qui vous sont confiées} new_message {Nouveaux messages sur vos demandes} note {Notes de collègues} reopened {Demandes rouvertes} reminder {Rappels} escalation {Délais dépassés} survey {Questions sur votre satisfaction} digest {Récapitulatif} quiet_hours {Heures calmes} time_zone {Fuseau horaire} language {Langue} other {Autres e-mails}}}
now-word = {{now, select, ended {plus d’e-mails} wanted {e-mails envoyés} in_digest {dans le récapitulatif} changed {modifié} other {modifié}}}
mine = Si c’était vous, vous n’avez rien d’autre à faire.
theirs = Sinon, quelqu’un détient un e-mail de notre part que vous avez transféré. Il ne permet de voir rien d’autre. Choisissez de nouveau ce que vous souhaitez recevoir :
action = Choisir mes e-mails

"""#,
"preferences-changed/1/ja.words": #"""
subject = 受け取るメールの設定が変更されました
lead = {{settings.changed_at, date, ::yMMMdjmz}} に、お送りしたメールのリンクから、受け取るメールの設定が変更されました。
what-word = {{what, select, status_change {依頼の状態の変更} assignment {担当になった依頼} new_message {担当する依頼の新しいメッセージ} note {同僚のメモ} reopened {再開された依頼} reminder {リマインダー} escalation {期限の超過} survey {満足度についての質問} digest {まとめ} quiet_hours {通知しない時間帯} time_zone {タイムゾーン} language {言語} other {その他のメール}}}
now-word = {{now, select, ended {送信しない} wanted {送信する} in_digest {まとめで配信} changed {変更済み} other {変更済み}}}
mine = ご自身で変更された場合は、何もする必要はありません。
theirs = お心当たりがない場合は、転送されたメールを誰かが使っています。ほかの内容は見られません。受け取るメールを選び直してください。
action = 受け取るメールを選ぶ

"""#,
"preferences-changed/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{>layout/1/list}}
{{#changes}}
{{>layout/1/fact}}
{{>./what-word}}
{{>layout/1/fact-value}}
{{>./now-word}}
{{>layout/1/fact-end}}
{{/changes}}
{{>layout/1/list-end}}
<p style="margin:0 0 16px">{{>./mine}}</p>
<p style="margin:0 0 16px">{{>./theirs}}</p>
{{#preferences.url}}
{{>layout/1/button}}
{{>./action}}
{{>layout/1/button-end}}
{{/preferences.url}}
{{>layout/1/close}}

"""#,
"preferences-changed/1/und.subject": #"""
{{>./subject}}

"""#,
"preferences-changed/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{#changes}}
{{>./what-word}}{{>layout/1/is}}{{>./now-word}}
{{/changes}}

{{>./mine}}

{{>./theirs}}

{{#preferences.url}}
{{>./action}}{{>layout/1/colon}}
{{.}}

{{/preferences.url}}
{{>layout/1/close}}

"""#,
"preferences-changed/1/zh.words": #"""
subject = 您的邮件接收设置已更改
lead = {{settings.changed_at, date, ::yMMMdjmz}}，有人通过我们发给您的邮件中的链接，更改了您接收哪些邮件。
what-word = {{what, select, status_change {请求状态变化} assignment {工单分派} new_message {工单新消息} note {同事备注} reopened {工单重新打开} reminder {提醒} escalation {承诺超时} survey {满意度调查} digest {摘要} quiet_hours {免打扰时段} time_zone {时区} language {语言} other {其他邮件}}}
now-word = {{now, select, ended {不再发送} wanted {发送} in_digest {纳入摘要} changed {已更改} other {已更改}}}
mine = 如果是您本人操作，无需再做什么。
theirs = 如果不是，说明有人拿到了您转发出去的邮件；对方无法借此看到其他任何内容。请重新选择您要接收的邮件：
action = 选择接收哪些邮件

"""#,
"public-reply/1/ar.words": #"""
lead = ورد رد من {{entry.author}} على الطلب {{ticket.number}}:
more = لمتابعة الحديث، يكفي الرد على هذه الرسالة.

"""#,
"public-reply/1/de.words": #"""
lead = {{entry.author}} hat auf {{ticket.number}} geantwortet:
more = Antworten Sie einfach auf diese E-Mail.

"""#,
"public-reply/1/en.words": #"""
lead = {{entry.author}} has answered {{ticket.number}}:
more = Reply to this mail to go on.

"""#,
"public-reply/1/es.words": #"""
lead = {{entry.author}} ha respondido a {{ticket.number}}:
more = Para continuar, responda a este mensaje.

"""#,
"public-reply/1/fr.words": #"""
lead = {{entry.author}} a répondu à {{ticket.number}} :
more = Pour poursuivre, répondez simplement à ce message.

"""#,
"public-reply/1/ja.words": #"""
lead = {{entry.author}} さんが {{ticket.number}} に回答しました。
more = ご返信は、このメールにそのままお送りください。

"""#,
"public-reply/1/und.html": #"""
{{>layout/1/head}}
{{entry.preview}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{>layout/1/quote}}
{{entry.html}}
{{>layout/1/quote-end}}
{{#resolution.confirm_url}}
{{>layout/1/solved}}
{{/resolution.confirm_url}}
{{#resolution.closes_at}}
<p style="margin:0 0 16px">{{>layout/1/solved-closes}}</p>
{{/resolution.closes_at}}
<p style="margin:0 0 16px">{{>./more}}</p>
{{#ticket.url}}
{{>layout/1/button}}
{{>layout/1/see}}
{{>layout/1/button-end}}
{{/ticket.url}}
{{>layout/1/facts}}
{{>layout/1/reply-line}}
{{>layout/1/small}}
{{>layout/1/part}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"public-reply/1/und.subject": #"""
[{{ticket.number}}] {{ticket.subject}}

"""#,
"public-reply/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{entry.text}}

{{#resolution.confirm_url}}
{{>layout/1/solved}}
{{/resolution.confirm_url}}
{{#resolution.closes_at}}
{{>layout/1/solved-closes}}

{{/resolution.closes_at}}
{{>./more}}

{{>layout/1/see}}{{>layout/1/colon}}
{{ticket.url}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

{{>layout/1/part}}

{{>layout/1/close}}

"""#,
"public-reply/1/zh.words": #"""
lead = {{entry.author}}答复了请求{{ticket.number}}：
more = 直接回复本邮件即可继续沟通。

"""#,
"reminder/1/ar.words": #"""
subject = تذكير: {{ticket.subject}}
lead = {{#recipient.is_agent}}الطلب {{ticket.number}} بانتظار معالجتكم منذ {{reminder.since}}.{{/recipient.is_agent}}{{^recipient.is_agent}}ننتظر ردكم بشأن الطلب {{ticket.number}} منذ {{reminder.since}}.{{/recipient.is_agent}}
more = {{#recipient.is_agent}}يُرجى اتخاذ الخطوة التالية أو تحويل الطلب إلى زميل آخر.{{/recipient.is_agent}}{{^recipient.is_agent}}يكفي الرد على هذه الرسالة. وإذا حُلّت المشكلة فأخبرونا لنغلق الطلب.{{/recipient.is_agent}}
closes = إذا لم يصلنا رد فسيُغلق الطلب في {{reminder.closes_at, date, ::yMMMd}}.

"""#,
"reminder/1/de.words": #"""
subject = Erinnerung: {{ticket.subject}}
lead = {{#recipient.is_agent}}{{ticket.number}} wartet seit {{reminder.since}} auf Ihre Bearbeitung.{{/recipient.is_agent}}{{^recipient.is_agent}}Wir warten zu {{ticket.number}} seit {{reminder.since}} auf Ihre Antwort.{{/recipient.is_agent}}
more = {{#recipient.is_agent}}Bitte gehen Sie den nächsten Schritt oder geben Sie die Anfrage weiter.{{/recipient.is_agent}}{{^recipient.is_agent}}Antworten Sie einfach auf diese E-Mail. Wenn sich die Sache erledigt hat, teilen Sie uns das bitte mit; dann schließen wir die Anfrage.{{/recipient.is_agent}}
closes = Ohne Antwort wird die Anfrage am {{reminder.closes_at, date, ::yMMMd}} geschlossen.

"""#,
"reminder/1/en.words": #"""
subject = Reminder: {{ticket.subject}}
lead = {{#recipient.is_agent}}{{ticket.number}} has been waiting for your work since {{reminder.since}}.{{/recipient.is_agent}}{{^recipient.is_agent}}We have been waiting for your answer on {{ticket.number}} since {{reminder.since}}.{{/recipient.is_agent}}
more = {{#recipient.is_agent}}Please take the next step, or hand the request on.{{/recipient.is_agent}}{{^recipient.is_agent}}Simply reply to this mail. If the matter is settled, tell us that, and we will close the request.{{/recipient.is_agent}}
closes = Without an answer the request will be closed on {{reminder.closes_at, date, ::yMMMd}}.

"""#,
"reminder/1/es.words": #"""
subject = Recordatorio: {{ticket.subject}}
lead = {{#recipient.is_agent}}{{ticket.number}} espera su intervención desde el {{reminder.since}}.{{/recipient.is_agent}}{{^recipient.is_agent}}Esperamos su respuesta sobre {{ticket.number}} desde el {{reminder.since}}.{{/recipient.is_agent}}
more = {{#recipient.is_agent}}Dé el siguiente paso o pase la solicitud a otra persona.{{/recipient.is_agent}}{{^recipient.is_agent}}Basta con responder a este mensaje. Si ya está resuelto, díganoslo y cerraremos la solicitud.{{/recipient.is_agent}}
closes = Si no recibimos respuesta, la solicitud se cerrará el {{reminder.closes_at, date, ::yMMMd}}.

"""#,
"reminder/1/fr.words": #"""
subject = Rappel : {{ticket.subject}}
lead = {{#recipient.is_agent}}{{ticket.number}} attend votre intervention depuis le {{reminder.since}}.{{/recipient.is_agent}}{{^recipient.is_agent}}Nous attendons votre réponse à {{ticket.number}} depuis le {{reminder.since}}.{{/recipient.is_agent}}
more = {{#recipient.is_agent}}Merci de passer à l’étape suivante ou de transmettre la demande.{{/recipient.is_agent}}{{^recipient.is_agent}}Répondez simplement à ce message. Si tout est réglé, dites-le-nous et nous fermerons la demande.{{/recipient.is_agent}}
closes = Sans réponse, la demande sera fermée le {{reminder.closes_at, date, ::yMMMd}}.

"""#,
"reminder/1/ja.words": #"""
subject = 再度のご連絡：{{ticket.subject}}
lead = {{#recipient.is_agent}}{{ticket.number}} は {{reminder.since}} から対応待ちです。{{/recipient.is_agent}}{{^recipient.is_agent}}{{ticket.number}} について、{{reminder.since}} からお返事をお待ちしています。{{/recipient.is_agent}}
more = {{#recipient.is_agent}}次の対応を進めるか、ほかの担当者に引き継いでください。{{/recipient.is_agent}}{{^recipient.is_agent}}このメールにそのまま返信してください。すでに解決している場合は、その旨をお知らせいただければ完了といたします。{{/recipient.is_agent}}
closes = お返事がない場合は、{{reminder.closes_at, date, ::yMMMd}} に完了といたします。

"""#,
"reminder/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{#reminder.text}}
{{>layout/1/quote}}
{{reminder.text}}
{{>layout/1/quote-end}}
{{/reminder.text}}
<p style="margin:0 0 16px">{{>./more}}</p>
{{#reminder.closes_at}}
<p style="margin:0 0 16px">{{>./closes}}</p>
{{/reminder.closes_at}}
{{#ticket.url}}
{{>layout/1/button}}
{{>layout/1/see}}
{{>layout/1/button-end}}
{{/ticket.url}}
{{>layout/1/facts}}
{{>layout/1/reply-line}}
{{>layout/1/small}}
{{>layout/1/part}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"reminder/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"reminder/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{#reminder.text}}
{{reminder.text}}

{{/reminder.text}}
{{>./more}}

{{#reminder.closes_at}}
{{>./closes}}

{{/reminder.closes_at}}
{{>layout/1/see}}{{>layout/1/colon}}
{{ticket.url}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

{{>layout/1/part}}

{{>layout/1/close}}

"""#,
"reminder/1/zh.words": #"""
subject = 提醒：{{ticket.subject}}
lead = {{#recipient.is_agent}}请求{{ticket.number}}自{{reminder.since}}起一直在等待您处理。{{/recipient.is_agent}}{{^recipient.is_agent}}请求{{ticket.number}}自{{reminder.since}}起一直在等待您的答复。{{/recipient.is_agent}}
more = {{#recipient.is_agent}}请继续处理，或转交给其他同事。{{/recipient.is_agent}}{{^recipient.is_agent}}直接回复本邮件即可。如果问题已经解决，请告诉我们，我们会关闭请求。{{/recipient.is_agent}}
closes = 如果一直没有收到您的答复，请求将于{{reminder.closes_at, date, ::yMMMd}}关闭。

"""#,
"reopened/1/ar.words": #"""
subject = {{ticket.subject}}
lead = {{#change.author}}أعاد {{change.author}} فتح الطلب {{ticket.number}}.{{/change.author}}{{^change.author}}أُعيد فتح الطلب {{ticket.number}}.{{/change.author}}
more = {{#recipient.is_agent}}يُرجى مراجعته مرة أخرى.{{/recipient.is_agent}}{{^recipient.is_agent}}سنراجعه مرة أخرى ونرد عليكم بالبريد الإلكتروني.{{/recipient.is_agent}}

"""#,
"reopened/1/de.words": #"""
subject = {{ticket.subject}}
lead = {{#change.author}}{{change.author}} hat {{ticket.number}} wieder geöffnet.{{/change.author}}{{^change.author}}{{ticket.number}} ist wieder offen.{{/change.author}}
more = {{#recipient.is_agent}}Bitte sehen Sie sich die Anfrage noch einmal an.{{/recipient.is_agent}}{{^recipient.is_agent}}Wir sehen uns die Sache noch einmal an und antworten Ihnen per E-Mail.{{/recipient.is_agent}}

"""#,
"reopened/1/en.words": #"""
subject = {{ticket.subject}}
lead = {{#change.author}}{{change.author}} has opened {{ticket.number}} again.{{/change.author}}{{^change.author}}{{ticket.number}} is open again.{{/change.author}}
more = {{#recipient.is_agent}}Please look at it once more.{{/recipient.is_agent}}{{^recipient.is_agent}}We will look at it once more and answer you by mail.{{/recipient.is_agent}}

"""#,
"reopened/1/es.words": #"""
subject = {{ticket.subject}}
lead = {{#change.author}}{{change.author}} ha vuelto a abrir {{ticket.number}}.{{/change.author}}{{^change.author}}{{ticket.number}} está abierta de nuevo.{{/change.author}}
more = {{#recipient.is_agent}}Le rogamos que la revise otra vez.{{/recipient.is_agent}}{{^recipient.is_agent}}La revisaremos de nuevo y le responderemos por correo.{{/recipient.is_agent}}

"""#,
"reopened/1/fr.words": #"""
subject = {{ticket.subject}}
lead = {{#change.author}}{{change.author}} a rouvert {{ticket.number}}.{{/change.author}}{{^change.author}}{{ticket.number}} est de nouveau ouverte.{{/change.author}}
more = {{#recipient.is_agent}}Merci de la reprendre.{{/recipient.is_agent}}{{^recipient.is_agent}}Nous la reprenons et vous répondrons par e-mail.{{/recipient.is_agent}}

"""#,
"reopened/1/ja.words": #"""
subject = {{ticket.subject}}
lead = {{#change.author}}{{change.author}} さんが {{ticket.number}} の対応を再開しました。{{/change.author}}{{^change.author}}{{ticket.number}} の対応を再開しました。{{/change.author}}
more = {{#recipient.is_agent}}もう一度ご確認ください。{{/recipient.is_agent}}{{^recipient.is_agent}}もう一度確認し、メールでお返事します。{{/recipient.is_agent}}

"""#,
"reopened/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{#change.reason}}
{{>layout/1/quote}}
{{change.reason}}
{{>layout/1/quote-end}}
{{/change.reason}}
<p style="margin:0 0 16px">{{>./more}}</p>
{{#ticket.url}}
{{>layout/1/button}}
{{>layout/1/see}}
{{>layout/1/button-end}}
{{/ticket.url}}
{{>layout/1/also}}
{{>layout/1/facts}}
{{>layout/1/reply-line}}
{{>layout/1/small}}
{{>layout/1/part}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"reopened/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"reopened/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{#change.reason}}
{{change.reason}}

{{/change.reason}}
{{>./more}}

{{>layout/1/see}}{{>layout/1/colon}}
{{ticket.url}}

{{>layout/1/also}}
{{>layout/1/facts}}

{{>layout/1/reply-line}}

{{>layout/1/part}}

{{>layout/1/close}}

"""#,
"reopened/1/zh.words": #"""
subject = {{ticket.subject}}
lead = {{#change.author}}{{change.author}}重新打开了请求{{ticket.number}}。{{/change.author}}{{^change.author}}请求{{ticket.number}}已重新打开。{{/change.author}}
more = {{#recipient.is_agent}}请您再看一下这个请求。{{/recipient.is_agent}}{{^recipient.is_agent}}我们会重新处理，并通过邮件答复您。{{/recipient.is_agent}}

"""#,
"report/1/ar.words": #"""
subject = {{report.title}}، من {{report.from, date, ::yMMMd}} إلى {{report.to, date, ::yMMMd}}
lead = إليكم «{{report.title}}» من {{report.from, date, ::yMMMd}} إلى {{report.to, date, ::yMMMd}}.
before = (سابقًا: {{.}})
action = عرض التقرير
why = وصلتكم هذه الرسالة لأن هذا التقرير يُرسل إليكم بانتظام.

"""#,
"report/1/de.words": #"""
subject = {{report.title}}, {{report.from, date, ::yMMMd}} – {{report.to, date, ::yMMMd}}
lead = Hier ist der „{{report.title}}“ vom {{report.from, date, ::yMMMd}} bis zum {{report.to, date, ::yMMMd}}.
before = (zuvor: {{.}})
action = Bericht ansehen
why = Sie erhalten diese E-Mail, weil Ihnen dieser Bericht regelmäßig zugeht.

"""#,
"report/1/en.words": #"""
subject = {{report.title}}, {{report.from, date, ::yMMMd}} – {{report.to, date, ::yMMMd}}
lead = Here is the “{{report.title}}” from {{report.from, date, ::yMMMd}} to {{report.to, date, ::yMMMd}}.
before = (before: {{.}})
action = See the report
why = You get this mail because this report is sent to you regularly.

"""#,
"report/1/es.words": #"""
subject = {{report.title}}, {{report.from, date, ::yMMMd}} – {{report.to, date, ::yMMMd}}
lead = Aquí tiene el «{{report.title}}» del {{report.from, date, ::yMMMd}} al {{report.to, date, ::yMMMd}}.
before = (antes: {{.}})
action = Ver el informe
why = Recibe este mensaje porque este informe se le envía periódicamente.

"""#,
"report/1/fr.words": #"""
subject = {{report.title}}, {{report.from, date, ::yMMMd}} – {{report.to, date, ::yMMMd}}
lead = Voici le « {{report.title}} » du {{report.from, date, ::yMMMd}} au {{report.to, date, ::yMMMd}}.
before = (avant : {{.}})
action = Voir le rapport
why = Vous recevez ce message parce que ce rapport vous est envoyé régulièrement.

"""#,
"report/1/ja.words": #"""
subject = {{report.title}}（{{report.from, date, ::yMMMd}} ～ {{report.to, date, ::yMMMd}}）
lead = {{report.from, date, ::yMMMd}} から {{report.to, date, ::yMMMd}} までの「{{report.title}}」です。
before = （前期：{{.}}）
action = レポートを見る
why = このメールは、レポートの定期配信先の方にお送りしています。

"""#,
"report/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{#report.chart}}
<p style="margin:0 0 8px"><img src="{{.}}" alt="{{report.chart_text}}" width="550" style="display:block;width:100%;max-width:550px;border:0"></p>
{{/report.chart}}
{{#report.chart_text}}
<p class="m-soft" style="margin:0 0 16px;font-size:14px;line-height:20px;color:#465065">{{.}}</p>
{{/report.chart_text}}
{{>layout/1/list}}
{{#figures}}
<tr>
<td class="m-line m-soft" valign="top" style="padding:8px 0;border-bottom:1px solid #d4d9e1;{{>layout/1/side}};font-family:{{>layout/1/font}};font-size:14px;line-height:20px;color:#465065;word-break:break-word">{{label}}</td>
<td class="m-line m-text" valign="top" align="{{>layout/1/end}}" style="padding:8px 0;border-bottom:1px solid #d4d9e1;white-space:nowrap;font-family:{{>layout/1/font}};font-size:14px;line-height:20px;color:#1a2130"><b>{{value}}</b>{{#before}}<br><span class="m-soft" style="font-size:13px;color:#465065">{{>./before}}</span>{{/before}}</td>
</tr>
{{/figures}}
{{>layout/1/list-end}}
{{#tables}}
<p style="margin:0 0 8px"><b>{{title}}</b></p>
<table class="m-text" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr>
{{#columns}}
<th scope="col" class="m-line m-soft" valign="bottom" style="padding:8px 4px;border-bottom:1px solid #d4d9e1;{{>layout/1/side}};font-family:{{>layout/1/font}};font-size:13px;line-height:20px;color:#465065;word-break:normal;overflow-wrap:normal">{{text}}</th>
{{/columns}}
</tr>
{{#rows}}
<tr>
{{#cells}}
<td class="m-line m-text" valign="top" style="padding:8px 4px;border-bottom:1px solid #d4d9e1;{{>layout/1/side}};font-family:{{>layout/1/font}};font-size:14px;line-height:20px;color:#1a2130;word-break:normal;overflow-wrap:normal">{{text}}</td>
{{/cells}}
</tr>
{{/rows}}
</table>
<p style="margin:0;font-size:1px;line-height:16px">&nbsp;</p>
{{/tables}}
{{#report.url}}
{{#report.url}}
{{>layout/1/button}}
{{>./action}}
{{>layout/1/button-end}}
{{/report.url}}
{{/report.url}}
{{>layout/1/small}}
{{>./why}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"report/1/und.subject": #"""
{{>./subject}}

"""#,
"report/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{#report.chart_text}}
{{.}}

{{/report.chart_text}}
{{#figures}}
{{label}}{{>layout/1/is}}{{value}}{{#before}} {{>./before}}{{/before}}
{{/figures}}

{{#tables}}
{{title}}
| {{#columns}}{{text}} | {{/columns}}
{{#rows}}
| {{#cells}}{{text}} | {{/cells}}
{{/rows}}

{{/tables}}
{{#report.url}}
{{>./action}}{{>layout/1/colon}}
{{report.url}}

{{/report.url}}
{{>./why}}

{{>layout/1/close}}

"""#,
"report/1/zh.words": #"""
subject = {{report.title}}，{{report.from, date, ::yMMMd}}至{{report.to, date, ::yMMMd}}
lead = 以下是{{report.from, date, ::yMMMd}}至{{report.to, date, ::yMMMd}}的“{{report.title}}”。
before = （上期：{{.}}）
action = 查看报表
why = 您收到这封邮件，是因为这份报表会定期发送给您。

"""#,
"resolved/1/ar.words": #"""
subject = {{ticket.subject}}
lead = نعتقد أن الطلب {{ticket.number}} قد حُلّ.
more = إذا بقي أي خلل، فردوا على هذه الرسالة ليُفتح الطلب من جديد.

"""#,
"resolved/1/de.words": #"""
subject = {{ticket.subject}}
lead = Aus unserer Sicht ist {{ticket.number}} gelöst.
more = Wenn noch etwas nicht stimmt, antworten Sie einfach auf diese E-Mail; die Anfrage wird dann wieder geöffnet.

"""#,
"resolved/1/en.words": #"""
subject = {{ticket.subject}}
lead = We believe that {{ticket.number}} is solved.
more = If something is still wrong, simply reply to this mail and the request opens again.

"""#,
"resolved/1/es.words": #"""
subject = {{ticket.subject}}
lead = Creemos que {{ticket.number}} está resuelta.
more = Si algo sigue sin funcionar, responda a este mensaje y la solicitud se abrirá de nuevo.

"""#,
"resolved/1/fr.words": #"""
subject = {{ticket.subject}}
lead = Nous pensons que {{ticket.number}} est résolue.
more = Si quelque chose ne va toujours pas, répondez simplement à ce message et la demande sera rouverte.

"""#,
"resolved/1/ja.words": #"""
subject = {{ticket.subject}}
lead = {{ticket.number}} は解決したものと考えております。
more = まだ問題がある場合は、このメールに返信していただくと対応を再開します。

"""#,
"resolved/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{#resolution.text}}
{{>layout/1/quote}}
{{resolution.text}}
{{>layout/1/quote-end}}
{{/resolution.text}}
{{>layout/1/solved}}
<p style="margin:0 0 16px">{{>./more}}</p>
{{#resolution.closes_at}}
<p style="margin:0 0 16px">{{>layout/1/solved-closes}}</p>
{{/resolution.closes_at}}
{{^resolution.confirm_url}}
{{#ticket.url}}
{{>layout/1/button}}
{{>layout/1/see}}
{{>layout/1/button-end}}
{{/ticket.url}}
{{/resolution.confirm_url}}
{{>layout/1/also}}
{{>layout/1/facts}}
{{>layout/1/reply-line}}
{{>layout/1/small}}
{{>layout/1/part}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"resolved/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"resolved/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{#resolution.text}}
{{resolution.text}}

{{/resolution.text}}
{{>layout/1/solved}}
{{>./more}}

{{#resolution.closes_at}}
{{>layout/1/solved-closes}}

{{/resolution.closes_at}}
{{^resolution.confirm_url}}
{{>layout/1/see}}{{>layout/1/colon}}
{{ticket.url}}

{{/resolution.confirm_url}}
{{>layout/1/also}}
{{>layout/1/facts}}

{{>layout/1/reply-line}}

{{>layout/1/part}}

{{>layout/1/close}}

"""#,
"resolved/1/zh.words": #"""
subject = {{ticket.subject}}
lead = 请求{{ticket.number}}应该已经解决。
more = 如果仍有问题，直接回复本邮件，请求就会重新打开。

"""#,
"sign-in-link/1/ar.words": #"""
subject = تسجيل الدخول إلى {{desk.title}}
lead = استخدموا الرابط التالي لتسجيل الدخول إلى {{desk.title}}. يعمل الرابط مرة واحدة، حتى {{link.expires, date, ::yMMMdjmz}}.
action = تسجيل الدخول
warning = إذا لم تطلبوا تسجيل الدخول فتجاهلوا هذه الرسالة: لا أحد يدخل من دون الرابط. يُرجى عدم إعادة توجيهها.

"""#,
"sign-in-link/1/de.words": #"""
subject = Anmeldung bei {{desk.title}}
lead = Mit dem folgenden Link melden Sie sich bei {{desk.title}} an. Er gilt einmal, bis {{link.expires, date, ::yMMMdjmz}}.
action = Anmelden
warning = Wenn Sie sich nicht anmelden wollten, ignorieren Sie diese E-Mail: Ohne den Link kommt niemand hinein. Leiten Sie diese E-Mail nicht weiter.

"""#,
"sign-in-link/1/en.words": #"""
subject = Sign in to {{desk.title}}
lead = Use the link below to sign in to {{desk.title}}. It works once, until {{link.expires, date, ::yMMMdjmz}}.
action = Sign in
warning = If you did not ask to sign in, ignore this mail: without the link nobody gets in. Do not forward this mail.

"""#,
"sign-in-link/1/es.words": #"""
subject = Acceso a {{desk.title}}
lead = Use el siguiente enlace para entrar en {{desk.title}}. Sirve una sola vez, hasta el {{link.expires, date, ::yMMMdjmz}}.
action = Entrar
warning = Si no ha pedido entrar, ignore este mensaje: sin el enlace no entra nadie. No reenvíe este mensaje.

"""#,
"sign-in-link/1/fr.words": #"""
subject = Connexion à {{desk.title}}
lead = Utilisez le lien ci-dessous pour vous connecter à {{desk.title}}. Il fonctionne une seule fois, jusqu’au {{link.expires, date, ::yMMMdjmz}}.
action = Se connecter
warning = Si vous n’avez pas demandé à vous connecter, ignorez ce message : sans le lien, personne ne peut entrer. Ne transférez pas ce message.

"""#,
"sign-in-link/1/ja.words": #"""
subject = {{desk.title}} へのログイン
lead = 次のリンクから {{desk.title}} にログインしてください。リンクは 1 回だけ使えます。有効期限は {{link.expires, date, ::yMMMdjmz}} です。
action = ログイン
warning = お心当たりのない場合は、このメールを無視してください。リンクがなければ誰もログインできません。このメールは転送しないでください。

"""#,
"sign-in-link/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{#link.url}}
{{>layout/1/button}}
{{>./action}}
{{>layout/1/button-end}}
{{/link.url}}
{{>layout/1/small}}
{{>./warning}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"sign-in-link/1/und.subject": #"""
{{>./subject}}

"""#,
"sign-in-link/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{>./action}}{{>layout/1/colon}}
{{link.url}}

{{>./warning}}

{{>layout/1/close}}

"""#,
"sign-in-link/1/zh.words": #"""
subject = 登录{{desk.title}}
lead = 请使用下面的链接登录{{desk.title}}。链接只能使用一次，有效期至{{link.expires, date, ::yMMMdjmz}}。
action = 登录
warning = 如果不是您本人要求登录，请忽略本邮件：没有这个链接，任何人都无法登录。请勿转发本邮件。

"""#,
"status-answer/1/ar.words": #"""
subject = طلباتكم لدى {{desk.title}}
lead = {{answer.count, plural, =0 {ليس لديكم طلبات مفتوحة.} zero {ليس لديكم طلبات مفتوحة.} one {لديكم طلب مفتوح واحد.} two {لديكم طلبان مفتوحان.} few {لديكم # طلبات مفتوحة.} many {لديكم # طلبًا مفتوحًا.} other {لديكم # طلب مفتوح.}}}
more = لم تفتح رسالتكم طلبًا جديدًا. لأي أمر جديد، اكتبوا رسالة بموضوع آخر وسطر أول آخر.
action = عرض جميع طلباتكم
why = وصلتكم هذه الرسالة لأنكم سألتم عن حالة طلباتكم.

"""#,
"status-answer/1/de.words": #"""
subject = Ihre Anfragen an {{desk.title}}
lead = {{answer.count, plural, =0 {Sie haben keine offenen Anfragen.} one {Sie haben eine offene Anfrage.} other {Sie haben # offene Anfragen.}}}
more = Ihre E-Mail hat keine neue Anfrage eröffnet. Für ein neues Anliegen schreiben Sie bitte mit anderem Betreff und anderer erster Zeile.
action = Alle Anfragen ansehen
why = Sie erhalten diese E-Mail, weil Sie nach dem Stand Ihrer Anfragen gefragt haben.

"""#,
"status-answer/1/en.words": #"""
subject = Your requests at {{desk.title}}
lead = {{answer.count, plural, =0 {You have no open requests.} one {You have one open request.} other {You have # open requests.}}}
more = Your mail opened no new request. To ask for something new, write a mail with another subject and another first line.
action = See all your requests
why = You get this mail because you asked for the status of your requests.

"""#,
"status-answer/1/es.words": #"""
subject = Sus solicitudes a {{desk.title}}
lead = {{answer.count, plural, =0 {No tiene solicitudes abiertas.} one {Tiene una solicitud abierta.} other {Tiene # solicitudes abiertas.}}}
more = Su mensaje no ha abierto ninguna solicitud nueva. Para un tema nuevo, escriba con otro asunto y otra primera línea.
action = Ver todas sus solicitudes
why = Recibe este mensaje porque preguntó por el estado de sus solicitudes.

"""#,
"status-answer/1/fr.words": #"""
subject = Vos demandes auprès de {{desk.title}}
lead = {{answer.count, plural, =0 {Vous n’avez aucune demande ouverte.} one {Vous avez une demande ouverte.} other {Vous avez # demandes ouvertes.}}}
more = Votre message n’a pas ouvert de nouvelle demande. Pour une nouvelle demande, écrivez-nous avec un autre objet et une autre première ligne.
action = Voir toutes vos demandes
why = Vous recevez ce message parce que vous avez demandé où en sont vos demandes.

"""#,
"status-answer/1/ja.words": #"""
subject = {{desk.title}} へのお問い合わせの状況
lead = {{answer.count, plural, =0 {現在、対応中のお問い合わせはありません。} other {現在、対応中のお問い合わせは # 件です。}}}
more = このメールで新しいお問い合わせは作成されていません。新しいご用件は、件名と 1 行目を変えてお送りください。
action = すべてのお問い合わせを見る
why = このメールは、お問い合わせの状況を照会された方にお送りしています。

"""#,
"status-answer/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{>layout/1/tickets}}
<p style="margin:0 0 16px">{{>./more}}</p>
{{#portal.url}}
{{>layout/1/button}}
{{>./action}}
{{>layout/1/button-end}}
{{/portal.url}}
{{>layout/1/small}}
{{>./why}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"status-answer/1/und.subject": #"""
{{>./subject}}

"""#,
"status-answer/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{>layout/1/tickets}}
{{>./more}}

{{>./action}}{{>layout/1/colon}}
{{portal.url}}

{{>./why}}

{{>layout/1/close}}

"""#,
"status-answer/1/zh.words": #"""
subject = 您在{{desk.title}}的请求
lead = {{answer.count, plural, =0 {您目前没有未关闭的请求。} other {您目前有 # 个未关闭的请求。}}}
more = 您的这封邮件没有新建请求。如需提出新请求，请换一个主题和首行另写邮件。
action = 查看全部请求
why = 您收到这封邮件，是因为您查询了请求的状态。

"""#,
"status-change/1/ar.words": #"""
subject = {{ticket.subject}}
lead = تغيرت حالة الطلب {{ticket.number}} من «{{#ticket.previous_status}}{{>layout/1/status-word}}{{/ticket.previous_status}}» إلى «{{#ticket.status}}{{>layout/1/status-word}}{{/ticket.status}}».
more = {{ticket.status, select, resolved {إذا لم تُحل المشكلة، فردوا على هذه الرسالة ليُفتح الطلب من جديد.} closed {لأي أمر جديد، يُرجى إرسال رسالة جديدة.} cancelled {لأي أمر جديد، يُرجى إرسال رسالة جديدة.} other {لإضافة أي معلومة، يكفي الرد على هذه الرسالة.}}}

"""#,
"status-change/1/de.words": #"""
subject = {{ticket.subject}}
lead = Der Status von {{ticket.number}} war „{{#ticket.previous_status}}{{>layout/1/status-word}}{{/ticket.previous_status}}“ und ist jetzt „{{#ticket.status}}{{>layout/1/status-word}}{{/ticket.status}}“.
more = {{ticket.status, select, resolved {Wenn die Sache nicht erledigt ist, antworten Sie auf diese E-Mail; die Anfrage wird dann wieder geöffnet.} closed {Für ein neues Anliegen schreiben Sie bitte eine neue E-Mail.} cancelled {Für ein neues Anliegen schreiben Sie bitte eine neue E-Mail.} other {Wenn Sie etwas ergänzen möchten, antworten Sie einfach auf diese E-Mail.}}}

"""#,
"status-change/1/en.words": #"""
subject = {{ticket.subject}}
lead = The status of {{ticket.number}} was “{{#ticket.previous_status}}{{>layout/1/status-word}}{{/ticket.previous_status}}” and is now “{{#ticket.status}}{{>layout/1/status-word}}{{/ticket.status}}”.
more = {{ticket.status, select, resolved {If the matter is not settled, reply to this mail and the request opens again.} closed {For anything new, please write a new mail.} cancelled {For anything new, please write a new mail.} other {To add anything, simply reply to this mail.}}}

"""#,
"status-change/1/es.words": #"""
subject = {{ticket.subject}}
lead = El estado de {{ticket.number}} era «{{#ticket.previous_status}}{{>layout/1/status-word}}{{/ticket.previous_status}}» y ahora es «{{#ticket.status}}{{>layout/1/status-word}}{{/ticket.status}}».
more = {{ticket.status, select, resolved {Si el problema continúa, responda a este mensaje y la solicitud se abrirá de nuevo.} closed {Para cualquier asunto nuevo, escríbanos otro mensaje.} cancelled {Para cualquier asunto nuevo, escríbanos otro mensaje.} other {Si desea añadir algo, responda a este mensaje.}}}

"""#,
"status-change/1/fr.words": #"""
subject = {{ticket.subject}}
lead = L’état de {{ticket.number}} était « {{#ticket.previous_status}}{{>layout/1/status-word}}{{/ticket.previous_status}} » et est maintenant « {{#ticket.status}}{{>layout/1/status-word}}{{/ticket.status}} ».
more = {{ticket.status, select, resolved {Si le problème persiste, répondez à ce message et la demande sera rouverte.} closed {Pour toute nouvelle question, écrivez-nous un nouveau message.} cancelled {Pour toute nouvelle question, écrivez-nous un nouveau message.} other {Pour ajouter quelque chose, répondez simplement à ce message.}}}

"""#,
"status-change/1/ja.words": #"""
subject = {{ticket.subject}}
lead = {{ticket.number}} の状況が「{{#ticket.previous_status}}{{>layout/1/status-word}}{{/ticket.previous_status}}」から「{{#ticket.status}}{{>layout/1/status-word}}{{/ticket.status}}」に変わりました。
more = {{ticket.status, select, resolved {まだ解決していない場合は、このメールに返信していただくと対応を再開します。} closed {新しいご用件は、新しいメールでお送りください。} cancelled {新しいご用件は、新しいメールでお送りください。} other {追加のご連絡は、このメールにそのまま返信してください。}}}

"""#,
"status-change/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{#change.reason}}
{{>layout/1/quote}}
{{change.reason}}
{{>layout/1/quote-end}}
{{/change.reason}}
<p style="margin:0 0 16px">{{>./more}}</p>
{{#ticket.url}}
{{>layout/1/button}}
{{>layout/1/see}}
{{>layout/1/button-end}}
{{/ticket.url}}
{{>layout/1/also}}
{{>layout/1/facts}}
{{>layout/1/reply-line}}
{{>layout/1/small}}
{{>layout/1/part}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"status-change/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"status-change/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{#change.reason}}
{{change.reason}}

{{/change.reason}}
{{>./more}}

{{>layout/1/see}}{{>layout/1/colon}}
{{ticket.url}}

{{>layout/1/also}}
{{>layout/1/facts}}

{{>layout/1/reply-line}}

{{>layout/1/part}}

{{>layout/1/close}}

"""#,
"status-change/1/zh.words": #"""
subject = {{ticket.subject}}
lead = 请求{{ticket.number}}的状态已由“{{#ticket.previous_status}}{{>layout/1/status-word}}{{/ticket.previous_status}}”变更为“{{#ticket.status}}{{>layout/1/status-word}}{{/ticket.status}}”。
more = {{ticket.status, select, resolved {如果问题仍未解决，直接回复本邮件即可重新打开请求。} closed {如有新的问题，请另写一封邮件。} cancelled {如有新的问题，请另写一封邮件。} other {如需补充信息，直接回复本邮件即可。}}}

"""#,
"substitute-named/1/ar.words": #"""
subject = أنتم تنوبون عن {{substitute.author}}
lead = من {{substitute.from, date, ::yMMMdjmz}} حتى {{substitute.until, date, ::yMMMdjmz}} يمكنكم البت في طلبات الموافقة نيابةً عن {{substitute.author}}.
more = يمكن لكل منكما اتخاذ القرار خلال هذه المدة، والعبرة بالقرار الأول. ستصلكم طلبات الموافقة الجديدة بالبريد أيضًا، أما السابقة فتجدونها في صفحتكم. لا تنتقل النيابة إلى من ينوب عنكم.
action = عرض النيابات
why = تصلكم هذه الرسالة لأن {{substitute.author}} اختاركم نائبًا.

"""#,
"substitute-named/1/de.words": #"""
subject = Sie vertreten {{substitute.author}}
lead = Vom {{substitute.from, date, ::yMMMdjmz}} bis {{substitute.until, date, ::yMMMdjmz}} dürfen Sie anstelle von {{substitute.author}} über Genehmigungen entscheiden.
more = Sie dürfen dann beide entscheiden; es zählt, wer zuerst entscheidet. Anfragen per E-Mail erhalten Sie ab dann ebenfalls; was vorher gefragt wurde, steht auf Ihrer Seite. Die Vertretung geht nicht an Ihre eigene Vertretung über.
action = Vertretungen ansehen
why = Sie erhalten diese E-Mail, weil {{substitute.author}} Sie benannt hat.

"""#,
"substitute-named/1/en.words": #"""
subject = You stand in for {{substitute.author}}
lead = From {{substitute.from, date, ::yMMMdjmz}} until {{substitute.until, date, ::yMMMdjmz}} you may decide on approvals in the place of {{substitute.author}}.
more = Both of you may decide then, and whoever is first does. You get the mails that ask from now on; what was asked before stands on your page. It does not pass on to whoever stands in for you.
action = See who stands in for whom
why = You get this mail because {{substitute.author}} named you.

"""#,
"substitute-named/1/es.words": #"""
subject = Usted sustituye a {{substitute.author}}
lead = Desde el {{substitute.from, date, ::yMMMdjmz}} hasta el {{substitute.until, date, ::yMMMdjmz}} puede decidir sobre aprobaciones en lugar de {{substitute.author}}.
more = Durante ese tiempo pueden decidir ambos, y vale la primera decisión. Desde entonces también recibirá las peticiones por correo; las anteriores están en su página. La sustitución no pasa a quien le sustituya a usted.
action = Ver las sustituciones
why = Recibe este mensaje porque {{substitute.author}} le ha designado.

"""#,
"substitute-named/1/fr.words": #"""
subject = Vous remplacez {{substitute.author}}
lead = Du {{substitute.from, date, ::yMMMdjmz}} au {{substitute.until, date, ::yMMMdjmz}}, vous pouvez décider des demandes d’accord à la place de {{substitute.author}}.
more = Pendant ce temps, vous pouvez décider tous les deux ; la première décision compte. Vous recevrez aussi les nouvelles demandes par e-mail ; les demandes antérieures figurent sur votre page. Le remplacement ne se transmet pas à votre propre remplaçant.
action = Voir les remplacements
why = Vous recevez ce message parce que {{substitute.author}} vous a désigné.

"""#,
"substitute-named/1/ja.words": #"""
subject = {{substitute.author}} さんの代理について
lead = {{substitute.from, date, ::yMMMdjmz}} から {{substitute.until, date, ::yMMMdjmz}} まで、{{substitute.author}} さんの代わりに承認をご判断いただけます。
more = 期間中はお二人とも判断でき、先に行われた判断が有効です。以後の承認依頼のメールはあなたにも届きます。それ以前の依頼はページでご確認ください。代理の権限は、あなたの代理人には引き継がれません。
action = 代理の設定を見る
why = {{substitute.author}} さんがあなたを代理人に指定したため、このメールをお送りしています。

"""#,
"substitute-named/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
<p style="margin:0 0 16px">{{>./more}}</p>
{{#substitute.url}}
{{>layout/1/button}}
{{>./action}}
{{>layout/1/button-end}}
{{/substitute.url}}
{{>layout/1/small}}
{{>./why}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"substitute-named/1/und.subject": #"""
{{>./subject}}

"""#,
"substitute-named/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{>./more}}

{{>./action}}{{>layout/1/colon}}
{{substitute.url}}

{{>./why}}

{{>layout/1/close}}

"""#,
"substitute-named/1/zh.words": #"""
subject = 您将代理{{substitute.author}}审批
lead = 自{{substitute.from, date, ::yMMMdjmz}}至{{substitute.until, date, ::yMMMdjmz}}，您可以代{{substitute.author}}审批。
more = 在此期间您与对方均可审批，以先作出的决定为准。此后发出的审批邮件会同时发给您，此前的审批可在您的页面上查看。代理权限不会转给您的代理人。
action = 查看代理安排
why = 您收到这封邮件，是因为{{substitute.author}}指定您为代理人。

"""#,
"survey/1/ar.words": #"""
subject = ما رأيكم في خدمتنا؟ {{ticket.subject}}
lead = أُغلق طلبكم {{ticket.number}}، «{{ticket.subject}}». ما رأيكم في خدمتنا؟
action = إبداء الرأي
expires = يمكنكم الإجابة حتى {{survey.expires, date, ::yMMMd}}.
more = لن يستغرق ذلك أكثر من دقيقة، ويساعدنا على التحسن. شكرًا لكم!
why = وصلتكم هذه الرسالة لأن الطلب {{ticket.number}} طلبكم. ولن نسألكم عنه مرة أخرى.

"""#,
"survey/1/de.words": #"""
subject = Wie waren wir? {{ticket.subject}}
lead = Ihre Anfrage {{ticket.number}}, „{{ticket.subject}}“, ist geschlossen. Wie zufrieden sind Sie?
action = Antwort geben
expires = Sie können bis zum {{survey.expires, date, ::yMMMd}} antworten.
more = Es dauert keine Minute und hilft uns, besser zu werden. Vielen Dank!
why = Sie erhalten diese E-Mail, weil {{ticket.number}} Ihre Anfrage war. Wir fragen dazu nicht noch einmal.

"""#,
"survey/1/en.words": #"""
subject = How did we do? {{ticket.subject}}
lead = Your request {{ticket.number}}, “{{ticket.subject}}”, is closed. How did we do?
action = Give your answer
expires = You can answer until {{survey.expires, date, ::yMMMd}}.
more = It takes less than a minute and helps us to do better. Thank you!
why = You get this mail because {{ticket.number}} was your request. You will not be asked about it again.

"""#,
"survey/1/es.words": #"""
subject = ¿Qué tal lo hicimos? {{ticket.subject}}
lead = Su solicitud {{ticket.number}}, «{{ticket.subject}}», está cerrada. ¿Qué le pareció nuestra ayuda?
action = Dar su opinión
expires = Puede responder hasta el {{survey.expires, date, ::yMMMd}}.
more = Lleva menos de un minuto y nos ayuda a mejorar. ¡Gracias!
why = Recibe este mensaje porque {{ticket.number}} era su solicitud. No volveremos a preguntarle por ella.

"""#,
"survey/1/fr.words": #"""
subject = Votre avis : {{ticket.subject}}
lead = Votre demande {{ticket.number}}, « {{ticket.subject}} », est fermée. Êtes-vous satisfait de notre aide ?
action = Donner votre avis
expires = Vous pouvez répondre jusqu’au {{survey.expires, date, ::yMMMd}}.
more = Cela prend moins d’une minute et nous aide à progresser. Merci !
why = Vous recevez ce message parce que {{ticket.number}} était votre demande. Nous ne vous le redemanderons pas.

"""#,
"survey/1/ja.words": #"""
subject = ご評価のお願い：{{ticket.subject}}
lead = お問い合わせ {{ticket.number}}「{{ticket.subject}}」が完了しました。対応はいかがでしたか。
action = 評価する
expires = {{survey.expires, date, ::yMMMd}} までお答えいただけます。
more = 1 分もかかりません。今後の改善に役立てます。ありがとうございます。
why = このメールは、{{ticket.number}} の依頼者の方にお送りしています。この件で再度お尋ねすることはありません。

"""#,
"survey/1/und.html": #"""
{{>layout/1/head}}
{{>./lead}}
{{>layout/1/open}}
<p style="margin:0 0 16px">{{>layout/1/hello}}</p>
<p style="margin:0 0 16px">{{>./lead}}</p>
{{#ratings}}
<p style="margin:0 0 8px"><a class="m-link" href="{{url}}" style="color:#1d5fd1">{{>layout/1/score-word}}</a></p>
{{/ratings}}
<p style="margin:0;font-size:1px;line-height:8px">&nbsp;</p>
{{#survey.url}}
{{>layout/1/button}}
{{>./action}}
{{>layout/1/button-end}}
{{/survey.url}}
{{#survey.expires}}
<p style="margin:0 0 16px">{{>./expires}}</p>
{{/survey.expires}}
<p style="margin:0 0 16px">{{>./more}}</p>
{{>layout/1/small}}
{{>./why}}
{{>layout/1/small-end}}
{{>layout/1/close}}

"""#,
"survey/1/und.subject": #"""
[{{ticket.number}}] {{>./subject}}

"""#,
"survey/1/und.text": #"""
{{>layout/1/hello}}

{{>./lead}}

{{#ratings}}
{{>layout/1/score-word}}{{>layout/1/colon}}
{{url}}

{{/ratings}}
{{>./action}}{{>layout/1/colon}}
{{survey.url}}

{{#survey.expires}}
{{>./expires}}

{{/survey.expires}}
{{>./more}}

{{>./why}}

{{>layout/1/close}}

"""#,
"survey/1/zh.words": #"""
subject = 请您评价：{{ticket.subject}}
lead = 您的请求{{ticket.number}}“{{ticket.subject}}”已关闭。您对这次服务满意吗？
action = 提交评价
expires = 评价截止日期为{{survey.expires, date, ::yMMMd}}。
more = 只需不到一分钟，您的意见会帮助我们改进。谢谢！
why = 您收到这封邮件，是因为{{ticket.number}}是您的请求。我们不会再次就此打扰您。

"""#,
    ]
}
