// swift-format-ignore-file
// Written by script/embed-templates from Templates/. Change the files there, then run it again.

/// The files of `Templates/` by their names in it.
enum ShippedTemplates {
    static let files: [String: String] = [
"acknowledgement/1/en.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">Your request has arrived and has the number {{ticket.number}}. Reply to add anything.</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">Hello,</p>
<p style="margin:0 0 16px">Your request has arrived and has the number {{ticket.number}}. {{desk.title}} will look into it and answer you by mail.</p>
<p style="margin:0 0 16px">To add anything, simply reply to this mail.</p>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{ticket.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">See your request</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{ticket.url}}" style="color:#1d5fd1">{{ticket.url}}</a></td>
</tr>
{{>layout/1/facts}}
{{>layout/1/reply-line}}
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">You get this mail because a mail from your address reached {{desk.address}}.</td>
</tr>
{{>layout/1/close}}

"""#,
"acknowledgement/1/en.subject": #"""
[{{ticket.number}}] We have received your request

"""#,
"acknowledgement/1/en.text": #"""
Hello,

Your request has arrived and has the number {{ticket.number}}. {{desk.title}} will look into it and answer you by mail.

To add anything, simply reply to this mail.

See your request:
{{ticket.url}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

You get this mail because a mail from your address reached {{desk.address}}.

{{>layout/1/close}}

"""#,
"acknowledgement/1/zh.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">我们已收到您的请求，编号为 {{ticket.number}}。直接回复本邮件即可补充信息。</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">您好：</p>
<p style="margin:0 0 16px">我们已收到您的请求，编号为 {{ticket.number}}。{{desk.title}}的同事会尽快处理，并通过邮件答复您。</p>
<p style="margin:0 0 16px">如需补充信息，直接回复本邮件即可，不必另写新邮件。</p>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{ticket.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">查看请求</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{ticket.url}}" style="color:#1d5fd1">{{ticket.url}}</a></td>
</tr>
{{>layout/1/facts}}
{{>layout/1/reply-line}}
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">您收到这封邮件，是因为有一封邮件以您的地址寄到了 {{desk.address}}。</td>
</tr>
{{>layout/1/close}}

"""#,
"acknowledgement/1/zh.subject": #"""
[{{ticket.number}}] 我们已收到您的请求

"""#,
"acknowledgement/1/zh.text": #"""
您好：

我们已收到您的请求，编号为 {{ticket.number}}。{{desk.title}}的同事会尽快处理，并通过邮件答复您。

如需补充信息，直接回复本邮件即可，不必另写新邮件。

查看请求：
{{ticket.url}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

您收到这封邮件，是因为有一封邮件以您的地址寄到了 {{desk.address}}。

{{>layout/1/close}}

"""#,
"assignment/1/en.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">{{entry.preview}}</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">Hello{{#recipient.name}} {{recipient.name}}{{/recipient.name}},</p>
<p style="margin:0 0 16px">{{#assignment.author}}{{assignment.author}} has assigned {{ticket.number}} to you.{{/assignment.author}}{{^assignment.author}}{{ticket.number}} has been assigned to you.{{/assignment.author}}</p>
<p style="margin:0 0 16px">Subject: {{ticket.subject}}<br>Requester: {{requester.name}} ({{requester.address}})<br>Priority: {{ticket.priority, select, low {Low} normal {Normal} high {High} urgent {Urgent} other {Normal}}}</p>
<p style="margin:0 0 16px">{{entry.author}} wrote on {{entry.created_at}}:</p>
<div style="margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid #d4d9e1">{{entry.html}}</div>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{ticket.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">Work on the request</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{ticket.url}}" style="color:#1d5fd1">{{ticket.url}}</a></td>
</tr>
{{>layout/1/facts}}
{{>layout/1/reply-line}}
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">You get this mail because {{ticket.number}} is yours to work on.</td>
</tr>
{{>layout/1/close}}

"""#,
"assignment/1/en.subject": #"""
[{{ticket.number}}] Assigned to you: {{ticket.subject}}

"""#,
"assignment/1/en.text": #"""
Hello{{#recipient.name}} {{recipient.name}}{{/recipient.name}},

{{#assignment.author}}{{assignment.author}} has assigned {{ticket.number}} to you.{{/assignment.author}}{{^assignment.author}}{{ticket.number}} has been assigned to you.{{/assignment.author}}

Subject: {{ticket.subject}}
Requester: {{requester.name}} ({{requester.address}})
Priority: {{ticket.priority, select, low {Low} normal {Normal} high {High} urgent {Urgent} other {Normal}}}

{{entry.author}} wrote on {{entry.created_at}}:

{{entry.text}}

Work on the request:
{{ticket.url}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

You get this mail because {{ticket.number}} is yours to work on.

{{>layout/1/close}}

"""#,
"assignment/1/zh.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">{{entry.preview}}</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">{{#recipient.name}}{{recipient.name}}，{{/recipient.name}}您好：</p>
<p style="margin:0 0 16px">{{#assignment.author}}{{assignment.author}}将请求 {{ticket.number}} 分派给了您。{{/assignment.author}}{{^assignment.author}}请求 {{ticket.number}} 已分派给您。{{/assignment.author}}</p>
<p style="margin:0 0 16px">主题：{{ticket.subject}}<br>请求人：{{requester.name}}（{{requester.address}}）<br>优先级：{{ticket.priority, select, low {低} normal {普通} high {高} urgent {紧急} other {普通}}}</p>
<p style="margin:0 0 16px">{{entry.author}}写于 {{entry.created_at}}：</p>
<div style="margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid #d4d9e1">{{entry.html}}</div>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{ticket.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">处理请求</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{ticket.url}}" style="color:#1d5fd1">{{ticket.url}}</a></td>
</tr>
{{>layout/1/facts}}
{{>layout/1/reply-line}}
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">您收到这封邮件，是因为您是 {{ticket.number}} 的处理人。</td>
</tr>
{{>layout/1/close}}

"""#,
"assignment/1/zh.subject": #"""
[{{ticket.number}}] 已分派给您：{{ticket.subject}}

"""#,
"assignment/1/zh.text": #"""
{{#recipient.name}}{{recipient.name}}，{{/recipient.name}}您好：

{{#assignment.author}}{{assignment.author}}将请求 {{ticket.number}} 分派给了您。{{/assignment.author}}{{^assignment.author}}请求 {{ticket.number}} 已分派给您。{{/assignment.author}}

主题：{{ticket.subject}}
请求人：{{requester.name}}（{{requester.address}}）
优先级：{{ticket.priority, select, low {低} normal {普通} high {高} urgent {紧急} other {普通}}}

{{entry.author}}写于 {{entry.created_at}}：

{{entry.text}}

处理请求：
{{ticket.url}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

您收到这封邮件，是因为您是 {{ticket.number}} 的处理人。

{{>layout/1/close}}

"""#,
"delivery-failure/1/en.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">Your mail on {{ticket.number}} could not be delivered to {{failure.recipient}}. Delivery was given up on {{failure.occurred_at}} with the status {{failure.status}}.</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">Hello{{#recipient.name}} {{recipient.name}}{{/recipient.name}},</p>
<p style="margin:0 0 16px">Your mail on {{ticket.number}} could not be delivered to {{failure.recipient}}. Delivery was given up on {{failure.occurred_at}} with the status {{failure.status}}.</p>
{{#failure.diagnostic}}
<p style="margin:0 0 16px">The other mail system said:<br>{{failure.diagnostic}}</p>
{{/failure.diagnostic}}
<p style="margin:0 0 16px">Please check the address, or reach the person in another way.</p>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{ticket.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">See the request</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{ticket.url}}" style="color:#1d5fd1">{{ticket.url}}</a></td>
</tr>
{{>layout/1/facts}}
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">You get this mail because you wrote the mail that was not delivered.</td>
</tr>
{{>layout/1/close}}

"""#,
"delivery-failure/1/en.subject": #"""
[{{ticket.number}}] Not delivered: {{ticket.subject}}

"""#,
"delivery-failure/1/en.text": #"""
Hello{{#recipient.name}} {{recipient.name}}{{/recipient.name}},

Your mail on {{ticket.number}} could not be delivered to {{failure.recipient}}. Delivery was given up on {{failure.occurred_at}} with the status {{failure.status}}.

{{#failure.diagnostic}}
The other mail system said:
{{failure.diagnostic}}

{{/failure.diagnostic}}
Please check the address, or reach the person in another way.

See the request:
{{ticket.url}}

{{>layout/1/facts}}

You get this mail because you wrote the mail that was not delivered.

{{>layout/1/close}}

"""#,
"delivery-failure/1/zh.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">您在请求 {{ticket.number}} 中写给 {{failure.recipient}} 的邮件未能送达。系统于 {{failure.occurred_at}} 放弃投递，状态码为 {{failure.status}}。</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">{{#recipient.name}}{{recipient.name}}，{{/recipient.name}}您好：</p>
<p style="margin:0 0 16px">您在请求 {{ticket.number}} 中写给 {{failure.recipient}} 的邮件未能送达。系统于 {{failure.occurred_at}} 放弃投递，状态码为 {{failure.status}}。</p>
{{#failure.diagnostic}}
<p style="margin:0 0 16px">对方邮件系统的说明：<br>{{failure.diagnostic}}</p>
{{/failure.diagnostic}}
<p style="margin:0 0 16px">请核对地址，或通过其他方式联系对方。</p>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{ticket.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">查看请求</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{ticket.url}}" style="color:#1d5fd1">{{ticket.url}}</a></td>
</tr>
{{>layout/1/facts}}
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">您收到这封邮件，是因为未送达的邮件由您撰写。</td>
</tr>
{{>layout/1/close}}

"""#,
"delivery-failure/1/zh.subject": #"""
[{{ticket.number}}] 邮件未能送达：{{ticket.subject}}

"""#,
"delivery-failure/1/zh.text": #"""
{{#recipient.name}}{{recipient.name}}，{{/recipient.name}}您好：

您在请求 {{ticket.number}} 中写给 {{failure.recipient}} 的邮件未能送达。系统于 {{failure.occurred_at}} 放弃投递，状态码为 {{failure.status}}。

{{#failure.diagnostic}}
对方邮件系统的说明：
{{failure.diagnostic}}

{{/failure.diagnostic}}
请核对地址，或通过其他方式联系对方。

查看请求：
{{ticket.url}}

{{>layout/1/facts}}

您收到这封邮件，是因为未送达的邮件由您撰写。

{{>layout/1/close}}

"""#,
"invitation/1/en.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">Set up your account; the link works until {{link.expires, date, ::yMMMdjmz}}.</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">Hello{{#recipient.name}} {{recipient.name}}{{/recipient.name}},</p>
<p style="margin:0 0 16px">{{#invitation.author}}{{invitation.author}} invites you to join {{desk.title}}.{{/invitation.author}}{{^invitation.author}}You are invited to join {{desk.title}}.{{/invitation.author}} Your role: {{invitation.role, select, requester {requester} approver {approver} agent {agent} lead {desk lead} administrator {administrator} auditor {auditor} other {member}}}.</p>
<p style="margin:0 0 16px">Use the link below to set up your account. It works until {{link.expires, date, ::yMMMdjmz}}.</p>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{link.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">Set up your account</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{link.url}}" style="color:#1d5fd1">{{link.url}}</a></td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:22px;color:#465065">If you do not know who invites you, ignore this mail. Do not forward it.</td>
</tr>
{{>layout/1/close}}

"""#,
"invitation/1/en.subject": #"""
Invitation to {{desk.title}}

"""#,
"invitation/1/en.text": #"""
Hello{{#recipient.name}} {{recipient.name}}{{/recipient.name}},

{{#invitation.author}}{{invitation.author}} invites you to join {{desk.title}}.{{/invitation.author}}{{^invitation.author}}You are invited to join {{desk.title}}.{{/invitation.author}} Your role: {{invitation.role, select, requester {requester} approver {approver} agent {agent} lead {desk lead} administrator {administrator} auditor {auditor} other {member}}}.

Use the link below to set up your account. It works until {{link.expires, date, ::yMMMdjmz}}.

{{link.url}}

If you do not know who invites you, ignore this mail. Do not forward it.

{{>layout/1/close}}

"""#,
"invitation/1/zh.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">请完成账户设置，链接有效期至 {{link.expires, date, ::yMMMdjmz}}。</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">{{#recipient.name}}{{recipient.name}}，{{/recipient.name}}您好：</p>
<p style="margin:0 0 16px">{{#invitation.author}}{{invitation.author}}邀请您加入{{desk.title}}，{{/invitation.author}}{{^invitation.author}}邀请您加入{{desk.title}}，{{/invitation.author}}您的角色是{{invitation.role, select, requester {请求人} approver {审批人} agent {客服人员} lead {服务台负责人} administrator {管理员} auditor {审计员} other {成员}}}。</p>
<p style="margin:0 0 16px">请使用下面的链接完成账户设置。链接有效期至 {{link.expires, date, ::yMMMdjmz}}。</p>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{link.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">设置账户</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{link.url}}" style="color:#1d5fd1">{{link.url}}</a></td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:22px;color:#465065">如果您不认识邀请人，请忽略本邮件。请勿转发本邮件。</td>
</tr>
{{>layout/1/close}}

"""#,
"invitation/1/zh.subject": #"""
邀请您加入{{desk.title}}

"""#,
"invitation/1/zh.text": #"""
{{#recipient.name}}{{recipient.name}}，{{/recipient.name}}您好：

{{#invitation.author}}{{invitation.author}}邀请您加入{{desk.title}}，{{/invitation.author}}{{^invitation.author}}邀请您加入{{desk.title}}，{{/invitation.author}}您的角色是{{invitation.role, select, requester {请求人} approver {审批人} agent {客服人员} lead {服务台负责人} administrator {管理员} auditor {审计员} other {成员}}}。

请使用下面的链接完成账户设置。链接有效期至 {{link.expires, date, ::yMMMdjmz}}。

{{link.url}}

如果您不认识邀请人，请忽略本邮件。请勿转发本邮件。

{{>layout/1/close}}

"""#,
"layout/1/en.close.html": #"""
<tr>
<td style="padding:16px 24px;border-top:1px solid #d4d9e1;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">Need help? Write to <a href="mailto:{{desk.address}}" style="color:#1d5fd1">{{desk.address}}</a><br>This mail contains nothing that tracks you.</td>
</tr>
</table>
</td>
</tr>
</table>
</body>
</html>

"""#,
"layout/1/en.close.text": #"""
-- 
{{desk.title}}
Need help? Write to {{desk.address}}
This mail contains nothing that tracks you.

"""#,
"layout/1/en.facts.html": #"""
<tr>
<td style="padding:8px 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td style="padding:4px 16px 4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#465065" valign="top">Number</td>
<td style="padding:4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#1a2130" valign="top">{{ticket.number}}</td>
</tr>
<tr>
<td style="padding:4px 16px 4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#465065" valign="top">Status</td>
<td style="padding:4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#1a2130" valign="top">{{ticket.status, select, new {New} in_progress {In progress} pending {Pending} resolved {Resolved} closed {Closed} cancelled {Cancelled} other {Unknown}}}</td>
</tr>
{{#ticket.assignee}}
<tr>
<td style="padding:4px 16px 4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#465065" valign="top">Assigned to</td>
<td style="padding:4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#1a2130" valign="top">{{ticket.assignee}}</td>
</tr>
{{/ticket.assignee}}
<tr>
<td style="padding:4px 16px 4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#465065" valign="top">Opened</td>
<td style="padding:4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#1a2130" valign="top">{{ticket.created_at}}</td>
</tr>
</table>
</td>
</tr>

"""#,
"layout/1/en.facts.text": #"""
Number: {{ticket.number}}
Status: {{ticket.status, select, new {New} in_progress {In progress} pending {Pending} resolved {Resolved} closed {Closed} cancelled {Cancelled} other {Unknown}}}
{{#ticket.assignee}}
Assigned to: {{ticket.assignee}}
{{/ticket.assignee}}
Opened: {{ticket.created_at}}

"""#,
"layout/1/en.head.html": #"""
<!DOCTYPE html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{desk.title}}</title>
</head>
<body style="margin:0;padding:0;background-color:#f6f7f9">

"""#,
"layout/1/en.open.html": #"""
<table role="presentation" lang="{{language}}" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f6f7f9">
<tr>
<td align="center" style="padding:24px 8px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="#fdfdfe" style="width:100%;max-width:600px;border:1px solid #d4d9e1">
<tr>
<td style="padding:16px 24px;border-bottom:1px solid #d4d9e1;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#465065">{{desk.title}}</td>
</tr>

"""#,
"layout/1/en.reply-line.html": #"""
<tr>
<td align="center" style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">— Reply above this line —</td>
</tr>

"""#,
"layout/1/en.reply-line.text": #"""
— Reply above this line —

"""#,
"layout/1/zh.close.html": #"""
<tr>
<td style="padding:16px 24px;border-top:1px solid #d4d9e1;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">如需帮助，请写信至 <a href="mailto:{{desk.address}}" style="color:#1d5fd1">{{desk.address}}</a><br>本邮件不含任何跟踪内容。</td>
</tr>
</table>
</td>
</tr>
</table>
</body>
</html>

"""#,
"layout/1/zh.close.text": #"""
-- 
{{desk.title}}
如需帮助，请写信至 {{desk.address}}
本邮件不含任何跟踪内容。

"""#,
"layout/1/zh.facts.html": #"""
<tr>
<td style="padding:8px 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td style="padding:4px 16px 4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#465065" valign="top">编号</td>
<td style="padding:4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#1a2130" valign="top">{{ticket.number}}</td>
</tr>
<tr>
<td style="padding:4px 16px 4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#465065" valign="top">状态</td>
<td style="padding:4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#1a2130" valign="top">{{ticket.status, select, new {新建} in_progress {处理中} pending {等待中} resolved {已解决} closed {已关闭} cancelled {已取消} other {未知}}}</td>
</tr>
{{#ticket.assignee}}
<tr>
<td style="padding:4px 16px 4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#465065" valign="top">处理人</td>
<td style="padding:4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#1a2130" valign="top">{{ticket.assignee}}</td>
</tr>
{{/ticket.assignee}}
<tr>
<td style="padding:4px 16px 4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#465065" valign="top">提交时间</td>
<td style="padding:4px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#1a2130" valign="top">{{ticket.created_at}}</td>
</tr>
</table>
</td>
</tr>

"""#,
"layout/1/zh.facts.text": #"""
编号：{{ticket.number}}
状态：{{ticket.status, select, new {新建} in_progress {处理中} pending {等待中} resolved {已解决} closed {已关闭} cancelled {已取消} other {未知}}}
{{#ticket.assignee}}
处理人：{{ticket.assignee}}
{{/ticket.assignee}}
提交时间：{{ticket.created_at}}

"""#,
"layout/1/zh.head.html": #"""
<!DOCTYPE html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{desk.title}}</title>
</head>
<body style="margin:0;padding:0;background-color:#f6f7f9">

"""#,
"layout/1/zh.open.html": #"""
<table role="presentation" lang="{{language}}" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f6f7f9">
<tr>
<td align="center" style="padding:24px 8px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="#fdfdfe" style="width:100%;max-width:600px;border:1px solid #d4d9e1">
<tr>
<td style="padding:16px 24px;border-bottom:1px solid #d4d9e1;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:20px;color:#465065">{{desk.title}}</td>
</tr>

"""#,
"layout/1/zh.reply-line.html": #"""
<tr>
<td align="center" style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">— 请在此线以上回复 —</td>
</tr>

"""#,
"layout/1/zh.reply-line.text": #"""
— 请在此线以上回复 —

"""#,
"public-reply/1/en.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">{{entry.preview}}</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">Hello{{#recipient.name}} {{recipient.name}}{{/recipient.name}},</p>
<p style="margin:0 0 16px">{{entry.author}} has answered {{ticket.number}}:</p>
<div style="margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid #d4d9e1">{{entry.html}}</div>
<p style="margin:0 0 16px">Reply to this mail to go on.</p>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{ticket.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">See the request</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{ticket.url}}" style="color:#1d5fd1">{{ticket.url}}</a></td>
</tr>
{{>layout/1/facts}}
{{>layout/1/reply-line}}
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">You get this mail because you take part in {{ticket.number}}.</td>
</tr>
{{>layout/1/close}}

"""#,
"public-reply/1/en.subject": #"""
[{{ticket.number}}] {{ticket.subject}}

"""#,
"public-reply/1/en.text": #"""
Hello{{#recipient.name}} {{recipient.name}}{{/recipient.name}},

{{entry.author}} has answered {{ticket.number}}:

{{entry.text}}

Reply to this mail to go on.

See the request:
{{ticket.url}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

You get this mail because you take part in {{ticket.number}}.

{{>layout/1/close}}

"""#,
"public-reply/1/zh.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">{{entry.preview}}</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">{{#recipient.name}}{{recipient.name}}，{{/recipient.name}}您好：</p>
<p style="margin:0 0 16px">{{entry.author}}答复了请求 {{ticket.number}}：</p>
<div style="margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid #d4d9e1">{{entry.html}}</div>
<p style="margin:0 0 16px">直接回复本邮件即可继续沟通。</p>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{ticket.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">查看请求</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{ticket.url}}" style="color:#1d5fd1">{{ticket.url}}</a></td>
</tr>
{{>layout/1/facts}}
{{>layout/1/reply-line}}
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">您收到这封邮件，是因为您参与了请求 {{ticket.number}}。</td>
</tr>
{{>layout/1/close}}

"""#,
"public-reply/1/zh.subject": #"""
[{{ticket.number}}] {{ticket.subject}}

"""#,
"public-reply/1/zh.text": #"""
{{#recipient.name}}{{recipient.name}}，{{/recipient.name}}您好：

{{entry.author}}答复了请求 {{ticket.number}}：

{{entry.text}}

直接回复本邮件即可继续沟通。

查看请求：
{{ticket.url}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

您收到这封邮件，是因为您参与了请求 {{ticket.number}}。

{{>layout/1/close}}

"""#,
"sign-in-link/1/en.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">Your sign-in link works until {{link.expires, date, ::yMMMdjmz}}.</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">Hello{{#recipient.name}} {{recipient.name}}{{/recipient.name}},</p>
<p style="margin:0 0 16px">Use the link below to sign in to {{desk.title}}. It works once, until {{link.expires, date, ::yMMMdjmz}}.</p>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{link.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">Sign in</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{link.url}}" style="color:#1d5fd1">{{link.url}}</a></td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:22px;color:#465065">If you did not ask to sign in, ignore this mail: without the link nobody gets in. Do not forward this mail.</td>
</tr>
{{>layout/1/close}}

"""#,
"sign-in-link/1/en.subject": #"""
Sign in to {{desk.title}}

"""#,
"sign-in-link/1/en.text": #"""
Hello{{#recipient.name}} {{recipient.name}}{{/recipient.name}},

Use the link below to sign in to {{desk.title}}. It works once, until {{link.expires, date, ::yMMMdjmz}}.

{{link.url}}

If you did not ask to sign in, ignore this mail: without the link nobody gets in. Do not forward this mail.

{{>layout/1/close}}

"""#,
"sign-in-link/1/zh.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">登录链接，有效期至 {{link.expires, date, ::yMMMdjmz}}。</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">{{#recipient.name}}{{recipient.name}}，{{/recipient.name}}您好：</p>
<p style="margin:0 0 16px">请使用下面的链接登录{{desk.title}}。链接只能使用一次，有效期至 {{link.expires, date, ::yMMMdjmz}}。</p>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{link.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">登录</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{link.url}}" style="color:#1d5fd1">{{link.url}}</a></td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:22px;color:#465065">如果不是您本人要求登录，请忽略本邮件：没有这个链接，任何人都无法登录。请勿转发本邮件。</td>
</tr>
{{>layout/1/close}}

"""#,
"sign-in-link/1/zh.subject": #"""
登录{{desk.title}}

"""#,
"sign-in-link/1/zh.text": #"""
{{#recipient.name}}{{recipient.name}}，{{/recipient.name}}您好：

请使用下面的链接登录{{desk.title}}。链接只能使用一次，有效期至 {{link.expires, date, ::yMMMdjmz}}。

{{link.url}}

如果不是您本人要求登录，请忽略本邮件：没有这个链接，任何人都无法登录。请勿转发本邮件。

{{>layout/1/close}}

"""#,
"status-answer/1/en.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">{{answer.count, plural, =0 {You asked for your open requests: there are none.} one {You asked for your open requests: there is one.} other {You asked for your open requests: there are #.}}}</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">Hello{{#recipient.name}} {{recipient.name}}{{/recipient.name}},</p>
<p style="margin:0 0 16px">{{answer.count, plural, =0 {You asked for your open requests: there are none.} one {You asked for your open requests: there is one.} other {You asked for your open requests: there are #.}}}</p>
{{#tickets}}
<p style="margin:0 0 16px"><a href="{{url}}" style="color:#1d5fd1">{{number}}</a> {{subject}}<br>{{status, select, new {New} in_progress {In progress} pending {Pending} other {Open}}}, {{days, plural, =0 {opened today} one {open for # day} other {open for # days}}}</p>
{{/tickets}}
<p style="margin:0 0 16px">Your mail opened no new request. To ask for something, write a mail with another subject and another first line.</p>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{portal.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">See your requests</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{portal.url}}" style="color:#1d5fd1">{{portal.url}}</a></td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">You get this mail because you asked for it by mail.</td>
</tr>
{{>layout/1/close}}

"""#,
"status-answer/1/en.subject": #"""
{{answer.count, plural, =0 {You have no open requests} one {Your open request} other {Your # open requests}}}

"""#,
"status-answer/1/en.text": #"""
Hello{{#recipient.name}} {{recipient.name}}{{/recipient.name}},

{{answer.count, plural, =0 {You asked for your open requests: there are none.} one {You asked for your open requests: there is one.} other {You asked for your open requests: there are #.}}}

{{#tickets}}
{{number}}  {{subject}}
{{status, select, new {New} in_progress {In progress} pending {Pending} other {Open}}}, {{days, plural, =0 {opened today} one {open for # day} other {open for # days}}}
{{url}}

{{/tickets}}
Your mail opened no new request. To ask for something, write a mail with another subject and another first line.

See your requests:
{{portal.url}}

You get this mail because you asked for it by mail.

{{>layout/1/close}}

"""#,
"status-answer/1/zh.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">{{answer.count, plural, =0 {您查询了未完成的请求：目前没有。} other {您查询了未完成的请求：共 # 个。}}}</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">{{#recipient.name}}{{recipient.name}}，{{/recipient.name}}您好：</p>
<p style="margin:0 0 16px">{{answer.count, plural, =0 {您查询了未完成的请求：目前没有。} other {您查询了未完成的请求：共 # 个。}}}</p>
{{#tickets}}
<p style="margin:0 0 16px"><a href="{{url}}" style="color:#1d5fd1">{{number}}</a> {{subject}}<br>{{status, select, new {新建} in_progress {处理中} pending {等待中} other {未完成}}}，{{days, plural, =0 {今天提交} other {已提交 # 天}}}</p>
{{/tickets}}
<p style="margin:0 0 16px">您的这封邮件没有新建请求。如需提出请求，请换一个主题和首行另写邮件。</p>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{portal.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">查看您的请求</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{portal.url}}" style="color:#1d5fd1">{{portal.url}}</a></td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">您收到这封邮件，是因为您通过邮件查询了请求状态。</td>
</tr>
{{>layout/1/close}}

"""#,
"status-answer/1/zh.subject": #"""
{{answer.count, plural, =0 {您没有未完成的请求} other {您有 # 个未完成的请求}}}

"""#,
"status-answer/1/zh.text": #"""
{{#recipient.name}}{{recipient.name}}，{{/recipient.name}}您好：

{{answer.count, plural, =0 {您查询了未完成的请求：目前没有。} other {您查询了未完成的请求：共 # 个。}}}

{{#tickets}}
{{number}}  {{subject}}
{{status, select, new {新建} in_progress {处理中} pending {等待中} other {未完成}}}，{{days, plural, =0 {今天提交} other {已提交 # 天}}}
{{url}}

{{/tickets}}
您的这封邮件没有新建请求。如需提出请求，请换一个主题和首行另写邮件。

查看您的请求：
{{portal.url}}

您收到这封邮件，是因为您通过邮件查询了请求状态。

{{>layout/1/close}}

"""#,
"status-change/1/en.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">The status of {{ticket.number}} was “{{ticket.previous_status, select, new {New} in_progress {In progress} pending {Pending} resolved {Resolved} closed {Closed} cancelled {Cancelled} other {Unknown}}}” and is now “{{ticket.status, select, new {New} in_progress {In progress} pending {Pending} resolved {Resolved} closed {Closed} cancelled {Cancelled} other {Unknown}}}”.</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">Hello{{#recipient.name}} {{recipient.name}}{{/recipient.name}},</p>
<p style="margin:0 0 16px">The status of {{ticket.number}} was “{{ticket.previous_status, select, new {New} in_progress {In progress} pending {Pending} resolved {Resolved} closed {Closed} cancelled {Cancelled} other {Unknown}}}” and is now “{{ticket.status, select, new {New} in_progress {In progress} pending {Pending} resolved {Resolved} closed {Closed} cancelled {Cancelled} other {Unknown}}}”.</p>
{{#entry.text}}
<div style="margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid #d4d9e1;white-space:pre-wrap">{{entry.text}}</div>
{{/entry.text}}
<p style="margin:0 0 16px">{{ticket.status, select, resolved {If the matter is not settled, reply to this mail and the request opens again.} closed {For anything new, please write a new mail.} other {To add anything, simply reply to this mail.}}}</p>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{ticket.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">See the request</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{ticket.url}}" style="color:#1d5fd1">{{ticket.url}}</a></td>
</tr>
{{>layout/1/facts}}
{{>layout/1/reply-line}}
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">You get this mail because you take part in {{ticket.number}}.</td>
</tr>
{{>layout/1/close}}

"""#,
"status-change/1/en.subject": #"""
[{{ticket.number}}] {{ticket.subject}}

"""#,
"status-change/1/en.text": #"""
Hello{{#recipient.name}} {{recipient.name}}{{/recipient.name}},

The status of {{ticket.number}} was “{{ticket.previous_status, select, new {New} in_progress {In progress} pending {Pending} resolved {Resolved} closed {Closed} cancelled {Cancelled} other {Unknown}}}” and is now “{{ticket.status, select, new {New} in_progress {In progress} pending {Pending} resolved {Resolved} closed {Closed} cancelled {Cancelled} other {Unknown}}}”.

{{#entry.text}}
Reason:
{{entry.text}}

{{/entry.text}}
{{ticket.status, select, resolved {If the matter is not settled, reply to this mail and the request opens again.} closed {For anything new, please write a new mail.} other {To add anything, simply reply to this mail.}}}

See the request:
{{ticket.url}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

You get this mail because you take part in {{ticket.number}}.

{{>layout/1/close}}

"""#,
"status-change/1/zh.html": #"""
{{>layout/1/head}}
<div style="display:none;font-size:1px;line-height:1px;color:#f6f7f9;max-height:0;overflow:hidden">请求 {{ticket.number}} 的状态已由“{{ticket.previous_status, select, new {新建} in_progress {处理中} pending {等待中} resolved {已解决} closed {已关闭} cancelled {已取消} other {未知}}}”变更为“{{ticket.status, select, new {新建} in_progress {处理中} pending {等待中} resolved {已解决} closed {已关闭} cancelled {已取消} other {未知}}}”。</div>
{{>layout/1/open}}
<tr>
<td style="padding:24px 24px 0;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:26px;color:#1a2130;word-break:break-word">
<p style="margin:0 0 16px">{{#recipient.name}}{{recipient.name}}，{{/recipient.name}}您好：</p>
<p style="margin:0 0 16px">请求 {{ticket.number}} 的状态已由“{{ticket.previous_status, select, new {新建} in_progress {处理中} pending {等待中} resolved {已解决} closed {已关闭} cancelled {已取消} other {未知}}}”变更为“{{ticket.status, select, new {新建} in_progress {处理中} pending {等待中} resolved {已解决} closed {已关闭} cancelled {已取消} other {未知}}}”。</p>
{{#entry.text}}
<div style="margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid #d4d9e1;white-space:pre-wrap">{{entry.text}}</div>
{{/entry.text}}
<p style="margin:0 0 16px">{{ticket.status, select, resolved {如果问题仍未解决，直接回复本邮件即可重新打开请求。} closed {如有新的问题，请另写一封邮件。} other {如需补充信息，直接回复本邮件即可。}}}</p>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0">
<tr>
<td align="center" bgcolor="#1d5fd1"><a href="{{ticket.url}}" style="display:block;padding:12px 24px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:20px;color:#fdfdfe;text-decoration:none">查看请求</a></td>
</tr>
</table>
</td>
</tr>
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#465065;word-break:break-all"><a href="{{ticket.url}}" style="color:#1d5fd1">{{ticket.url}}</a></td>
</tr>
{{>layout/1/facts}}
{{>layout/1/reply-line}}
<tr>
<td style="padding:0 24px 16px;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px;line-height:20px;color:#5d677b">您收到这封邮件，是因为您参与了请求 {{ticket.number}}。</td>
</tr>
{{>layout/1/close}}

"""#,
"status-change/1/zh.subject": #"""
[{{ticket.number}}] {{ticket.subject}}

"""#,
"status-change/1/zh.text": #"""
{{#recipient.name}}{{recipient.name}}，{{/recipient.name}}您好：

请求 {{ticket.number}} 的状态已由“{{ticket.previous_status, select, new {新建} in_progress {处理中} pending {等待中} resolved {已解决} closed {已关闭} cancelled {已取消} other {未知}}}”变更为“{{ticket.status, select, new {新建} in_progress {处理中} pending {等待中} resolved {已解决} closed {已关闭} cancelled {已取消} other {未知}}}”。

{{#entry.text}}
说明：
{{entry.text}}

{{/entry.text}}
{{ticket.status, select, resolved {如果问题仍未解决，直接回复本邮件即可重新打开请求。} closed {如有新的问题，请另写一封邮件。} other {如需补充信息，直接回复本邮件即可。}}}

查看请求：
{{ticket.url}}

{{>layout/1/facts}}

{{>layout/1/reply-line}}

您收到这封邮件，是因为您参与了请求 {{ticket.number}}。

{{>layout/1/close}}

"""#,
    ]
}
