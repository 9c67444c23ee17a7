"""Answers to a mail as people's mail programs write them: header, structure, charset, and what they quote by their own ways.

Each function takes the mail that is answered, what its reader types above it, the author and a language, and returns the whole
answer as it leaves the program.
"""
import base64
import email.header
import email.utils
import html
import quopri
import re
import secrets

DATES = {  # 30 November 2026, 09:12, as programs write it
    "en": "Monday, November 30, 2026 9:12 AM", "zh": "2026年11月30日 9:12", "de": "Montag, 30. November 2026 09:12",
    "ja": "2026年11月30日 9:12", "fr": "lundi 30 novembre 2026 09:12", "ru": "30 ноября 2026 г. 9:12",
    "es": "lunes, 30 de noviembre de 2026 9:12", "ko": "2026년 11월 30일 월요일 오전 9:12",
}
FIELDS = {  # From, Sent, To, Subject, and the prefix of an answer
    "en": ("From", "Sent", "To", "Subject", "RE: "), "zh": ("发件人", "发送时间", "收件人", "主题", "答复: "),
    "de": ("Von", "Gesendet", "An", "Betreff", "AW: "), "ja": ("差出人", "送信日時", "宛先", "件名", "RE: "),
    "fr": ("De", "Envoyé", "À", "Objet", "RE: "), "ru": ("От", "Отправлено", "Кому", "Тема", "RE: "),
    "es": ("De", "Enviado el", "Para", "Asunto", "RE: "), "ko": ("보낸 사람", "보낸 날짜", "받는 사람", "제목", "RE: "),
}
GMAIL = {
    "en": "On Mon, Nov 30, 2026 at 9:12 AM {who} wrote:", "zh": "{who} 于2026年11月30日周一 09:12写道：",
    "de": "Am Mo., 30. Nov. 2026 um 09:12 Uhr schrieb {who}:", "fr": "Le lun. 30 nov. 2026 à 09:12, {who} a écrit :",
    "es": "El lun, 30 nov 2026 a las 9:12, {who} escribió:", "ru": "пн, 30 нояб. 2026 г. в 09:12, {who}:",
    "ja": "2026年11月30日(月) 9:12 {who}:", "pt": "Em seg., 30 de nov. de 2026 às 09:12, {who} escreveu:",
}
APPLE = {
    "en": "On 30 Nov 2026, at 09:12, {who} wrote:", "zh": "在 2026年11月30日，09:12，{who} 写道：",
    "de": "Am 30.11.2026 um 09:12 schrieb {who}:", "fr": "Le 30 nov. 2026 à 09:12, {who} a écrit :",
    "ja": "2026/11/30 9:12、{who}のメール:",
}
DEVICE = {"en": "Sent from my iPhone", "zh": "发自我的iPhone", "de": "Von meinem iPhone gesendet",
          "fr": "Envoyé de mon iPhone", "ja": "iPhoneから送信"}


def identifier(message):
    """Its Message-ID."""
    return re.search(rb"^Message-ID: (\S+)", message, re.M | re.I)[1].decode()


class Request:
    """The mail that is answered, as its reader's program has it."""

    def __init__(self, message):
        self.message = message
        self.key = email.utils.parseaddr(message["Reply-To"])[1]
        self.subject, self.id = message["Subject"], message["Message-ID"]
        self.text = message.get_body(("plain",)).get_content().replace("\r\n", "\n").rstrip("\n")
        page = message.get_body(("html",)).get_content().replace("\r\n", "\n")
        self.html = re.search(r"<body[^>]*>(.*)</body>", page, re.S | re.I).group(1)
        name, address = email.utils.parseaddr(message["From"])
        self.name, self.who = name, f"{name} <{address}>"

    def quoted(self, mark="> "):
        return "\n".join(mark.rstrip() if not line else mark + line for line in self.text.split("\n"))


def words(text, charset="utf-8"):
    return email.header.Header(text, charset, maxlinelen=200).encode() if not text.isascii() else text


def header(request, author, prefix="Re: ", charset="utf-8", host=None, mixed="", more=()):
    name, address = author
    subject = request.subject if request.subject.startswith(prefix) else prefix + request.subject
    lines = [
        f"From: {words(name, charset)} <{address}>", f"To: {words(request.name, charset)} <{request.key}>",
        f"Subject: {words(subject, charset)}", f"Date: {email.utils.formatdate(localtime=True)}",
        f"Message-ID: <{secrets.token_hex(12)}@{host or address.split('@')[1]}>", f"In-Reply-To: {request.id}",
        f"References: {request.id}", "MIME-Version: 1.0", *more,
    ]
    return "\r\n".join(lines) + "\r\n"


def part(text, kind="text/plain", charset="utf-8", encoding="quoted-printable", parameters=""):
    data = text.replace("\n", "\r\n").encode(charset, "replace")
    if encoding == "base64":
        body = base64.encodebytes(data).replace(b"\n", b"\r\n")
    elif encoding == "quoted-printable":
        body = quopri.encodestring(data.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n") + b"\r\n"
    else:
        body = data + b"\r\n"
    fields = f"Content-Type: {kind}; charset={charset}{parameters}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return fields.encode() + body


def alternative(*parts, boundary=None):
    boundary = boundary or f"----=_Part_{secrets.token_hex(8)}"
    lines = [f"Content-Type: multipart/alternative;\r\n\tboundary=\"{boundary}\"\r\n\r\n".encode()]
    for item in parts:
        lines.append(f"--{boundary}\r\n".encode() + item)
    return b"".join(lines) + f"--{boundary}--\r\n".encode()


def fields(request, language, bold=False):
    sender, sent, to, subject, _ = FIELDS[language]
    colon = "：" if language in ("zh", "ja") and bold == "wide" else ":"
    values = ((sender, request.who), (sent, DATES[language]), (to, "boss"), (subject, request.subject))
    return [(name + colon, value) for name, value in values]


def block(request, language, bold=False):
    return "\n".join(f"{name} {value}" for name, value in fields(request, language, bold))


def paragraphs(text, tag="p class=MsoNormal"):
    close = tag.split()[0]
    return "".join(f"<{tag}>{html.escape(line) or '&nbsp;'}</{close}>\n" for line in text.split("\n"))


def divs(text):
    return "".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in text.split("\n"))


def bold_fields(request, language, wide=False):
    rows = fields(request, language, "wide" if wide else False)
    return "<br>\n".join(f"<b>{name}</b> {html.escape(value)}" for name, value in rows)


def outlook(request, text, author, language="en"):
    """Outlook for Windows: Word's HTML, a line above the fields of the mail."""
    charset, encoding = {"zh": ("gb2312", "base64"), "ja": ("iso-2022-jp", "7bit")}.get(
        language, ("utf-8", "quoted-printable"))
    charset = charset if can(charset, request.text + text) else "utf-8"
    encoding = encoding if charset != "utf-8" or encoding == "base64" else "quoted-printable"
    plain = f"{text}\n\n{block(request, language)}\n\n{request.text}\n"
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">'
        f"<head><meta http-equiv=Content-Type content=\"text/html; charset={charset}\">"
        '<meta name=Generator content="Microsoft Word 15 (filtered medium)"><style><!-- p.MsoNormal {margin:0cm;} --></style>'
        f'</head><body lang=ZH-CN link="#0563C1"><div class=WordSection1>{paragraphs(text)}'
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;"
        f"padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>{bold_fields(request, language)}<o:p></o:p></p></div></div>"
        f"<p class=MsoNormal><o:p>&nbsp;</o:p></p>{request.html}</div></body></html>")
    more = ["Thread-Topic: x", "Thread-Index: AQHZ3l8Q7R7Xb0nYQEu5lJ8gYw==", "Accept-Language: zh-CN, en-US",
            "Content-Language: zh-CN", "X-MS-Has-Attach:", "X-MS-TNEF-Correlator:", "X-MS-Exchange-Organization-SCL: -1"]
    return header(request, author, FIELDS[language][4], more=more).encode() + alternative(
        part(plain, "text/plain", charset, encoding), part(page, "text/html", charset, encoding))


def can(charset, text):
    try:
        text.encode(charset)
        return True
    except UnicodeEncodeError:
        return False


def outlook_mobile(request, text, author, language="en"):
    """Outlook for iOS and Android, and the new Outlook: a rule of underscores, `divRplyFwdMsg`."""
    offer = {"zh": "获取 Outlook for iOS", "en": "Get Outlook for iOS"}.get(language, "Get Outlook for Android")
    plain = (f"{text}\n\n{offer}<https://aka.ms/o0ukef>\n________________________________\n"
             f"{block(request, language)}\n\n{request.text}\n")
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>'
        f'<div dir="ltr" style="font-family: Aptos;">{divs(text)}</div>'
        f'<div id="ms-outlook-mobile-signature"><div><br></div><div><a href="https://aka.ms/o0ukef">{offer}</a></div></div>'
        '<div id="mail-editor-reference-message-container"><hr style="display:inline-block;width:98%" tabindex="-1">'
        f'<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">'
        f"{bold_fields(request, language)}</font><div>&nbsp;</div></div>{request.html}</div></body></html>")
    return header(request, author, FIELDS[language][4]).encode() + alternative(
        part(plain, encoding="base64"), part(page, "text/html", encoding="quoted-printable"))


def gmail(request, text, author, language="en"):
    """Gmail in the browser."""
    said = GMAIL[language].format(who=request.who)
    plain = f"{text}\n\n{said}\n\n{request.quoted()}\n"
    page = (
        f'<div dir="ltr">{divs(text)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        f'class="gmail_attr">{html.escape(said)}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;'
        f'border-left:1px solid rgb(204,204,204);padding-left:1ex">{request.html}</blockquote></div>')
    return header(request, author, host="mail.gmail.example").encode() + alternative(
        part(plain, encoding="quoted-printable"), part(page, "text/html"), boundary="000000000000a1b2c3062f1f0001")


def gmail_android(request, text, author, language="en"):
    """Gmail on a phone; in base64 where the words are not ASCII."""
    said = GMAIL[language].format(who=request.who)
    plain = f"{text}\n\n{said}\n\n{request.quoted()}\n"
    rows = "".join(f'<div dir="auto">{html.escape(line) or "<br>"}</div>' for line in text.split("\n"))
    page = (f'<div dir="auto">{rows}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
            f'{html.escape(said)}<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;">{request.html}'
            "</blockquote></div>")
    return header(request, author, host="mail.gmail.example").encode() + alternative(
        part(plain, encoding="base64"), part(page, "text/html", encoding="base64"))


def apple_mail(request, text, author, language="en"):
    """Mail on a Mac."""
    said = APPLE[language].format(who=request.who)
    plain = f"{text}\n\n\n> {said}\n>\n{request.quoted()}\n"
    page = (
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style="overflow-wrap: '
        f'break-word; -webkit-nbsp-mode: space;">{divs(text)}<br id="lineBreakAtBeginningOfMessage"><div><br>'
        f'<blockquote type="cite"><div>{html.escape(said)}</div><br class="Apple-interchange-newline"><div>{request.html}'
        "</div></blockquote></div><br></body></html>")
    more = ["X-Mailer: Apple Mail (2.3826.200.121)"]
    return header(request, author, more=more).encode() + alternative(
        part(plain), part(page, "text/html"), boundary="Apple-Mail=_5B1B7C3E-2D7C-4F4E-8A34-0E2B2C6A1F11")


def iphone(request, text, author, language="en"):
    """Mail on a phone, plain and flowed."""
    said = APPLE[language].format(who=request.who)
    plain = f"{text}\n\n{DEVICE[language]}\n\n> {said}\n>\n{request.quoted()}\n"
    more = ["X-Mailer: iPhone Mail (23B85)"]
    encoding = "base64" if language != "en" else "quoted-printable"
    return header(request, author, more=more).encode() + part(
        plain, encoding=encoding, parameters="; format=flowed; delsp=yes" if encoding != "base64" else "")


def iphone_html(request, text, author, language="en"):
    """The same, where the mail that is answered was formatted."""
    said = APPLE[language].format(who=request.who)
    page = (
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">'
        f'{divs(text)}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">{DEVICE[language]}</div><div dir="ltr"><br>'
        f'<blockquote type="cite">{html.escape(said)}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">'
        f"{request.html}</div></blockquote></body></html>")
    more = ["X-Mailer: iPhone Mail (23B85)"]
    return header(request, author, more=more).encode() + part(page, "text/html", encoding="base64")


def qq(request, text, author, language="zh"):
    """QQ Mail in the browser: gb18030 in base64."""
    subject = {"zh": "回复：", "en": "Re:"}[language]
    rows = [("发件人", f'"{request.name}" <{request.message["From"].addresses[0].addr_spec}>;'),
            ("发送时间", "2026年11月30日(星期一) 上午9:12"), ("收件人", '"boss"<boss@post.example>;'),
            ("主题", request.subject)]
    mark = "------------------ 原始邮件 ------------------"
    plain = "\n".join([text, "", "", mark, *(f"{name}: {value}" for name, value in rows), "", "", request.text])
    page = (
        '<meta http-equiv="Content-Type" content="text/html; charset=GB18030">' + divs(text)
        + "<div><br></div><div><br></div>"
        f'<div style="font-size: 12px;font-family: Arial Narrow;padding:2px 0 2px 0;">{mark.replace(" ", "&nbsp;")}</div>'
        '<div style="font-size: 12px;background:#efefef;padding:8px;">'
        + "".join(f"<div><b>{name}:</b>&nbsp;{html.escape(value)}<wbr></div>" for name, value in rows)
        + f"</div><div><br></div>{request.html}")
    more = ["X-QQ-SSF: 00400000000000F0", "X-HAS-ATTACH: no", "X-QQ-BUSINESS-ORIGIN: 2", "X-Originating-IP: 192.0.2.40",
            "X-QQ-STYLE:", "X-QQ-mid: webmail812t1795952405t1234567", "X-Priority: 3", "X-QQ-MIME: TCMime 1.0 by Tencent",
            "X-Mailer: QQMail 2.x"]
    return header(request, author, subject, "gb18030", host="qq.example", more=more).encode() + alternative(
        part(plain, charset="gb18030", encoding="base64"), part(page, "text/html", "gb18030", "base64"))


def foxmail(request, text, author, language="zh"):
    """Foxmail for Windows."""
    plain = f"{text}\n\n\n\nBoss\n\n{block(request, 'zh', 'wide')}\n{request.text}\n"
    rows = "".join(f"<div><b>{name}</b>&nbsp;{html.escape(value)}</div>" for name, value in fields(request, "zh", "wide"))
    page = (
        '<html><head><meta http-equiv="content-type" content="text/html; charset=GB2312"><style>body { line-height: 1.5; }'
        f"</style></head><body>{divs(text)}<div><br></div><hr style=\"width: 210px; height: 1px;\" color=\"#b5c4df\" size=\"1\" "
        'align="left"><div><span><div style="MARGIN: 10px; FONT-FAMILY: verdana; FONT-SIZE: 10pt"><div>Boss</div></div></span>'
        '</div><blockquote style="margin-Top: 0px; margin-Bottom: 0px; margin-Left: 0.5em"><div>&nbsp;</div>'
        '<div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><div style="PADDING-RIGHT: 8px; '
        f'FONT-SIZE: 12px;FONT-FAMILY:tahoma;BACKGROUND: #efefef;">{rows}</div></div><div>{request.html}</div></blockquote>'
        "</body></html>")
    more = ["X-Priority: 3", "X-GUID: 1B8F2C61-6D0E-4E0A-9E0B-7E3F7A2D4C11", "X-Has-Attach: no",
            "X-Mailer: Foxmail 7.2.25.302[cn]"]
    return header(request, author, "回复: ", "gb2312", more=more).encode() + alternative(
        part(plain, charset="GB18030", encoding="base64"), part(page, "text/html", "GB18030", "quoted-printable"))


def netease(request, text, author, language="zh"):
    """163 and 126 in the browser."""
    at = "2026-11-30 09:12:33"
    said = {"zh": f"在 {at}，{request.who} 写道：", "en": f'At {at}, "{request.name}" <{request.message["From"].addresses[0].addr_spec}> wrote:'}[language]
    plain = f"{text}\n\n\n\n\n\n\n\n{said}\n{request.quoted('>')}\n"
    page = (
        f'<div style="line-height:1.7;color:#000000;font-size:14px;font-family:Arial">{divs(text)}<br><br><br>'
        '<div style="position:relative;zoom:1"></div><div id="divNeteaseMailCard"></div><br>'
        f'<pre>{html.escape(said)}</pre><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex; MARGIN: 0px 0px 0px '
        f'0.8ex; BORDER-LEFT: #ccc 1px solid">{request.html}</blockquote></div>')
    more = ["X-Mailer: Coremail Webmail Server Version XT5.0.14 build 20250101", "X-CM-TRANSID: wKgZGgDXHx9",
            "X-Priority: 3"]
    return header(request, author, more=more).encode() + alternative(
        part(plain, charset="GBK", encoding="base64"), part(page, "text/html", "GBK", "base64"))


def thunderbird(request, text, author, language="de"):
    said = {"de": f"Am 30.11.26 um 09:12 schrieb {request.name}:", "en": f"On 11/30/26 09:12, {request.name} wrote:",
            "zh": f"在 2026/11/30 9:12, {request.name} 写道:", "fr": f"Le 30/11/2026 à 09:12, {request.name} a écrit :"}[language]
    plain = f"{text}\n\n{said}\n{request.quoted()}\n\n"
    more = ["User-Agent: Mozilla Thunderbird", "Content-Language: de-DE"]
    return header(request, author, more=more).encode() + part(plain, encoding="8bit", parameters="; format=flowed")


def samsung(request, text, author, language="en"):
    """Samsung Email by Exchange ActiveSync."""
    mark = {"en": "-------- Original message --------", "zh": "-------- 原始邮件 --------"}[language]
    device = {"en": "Sent from my Galaxy", "zh": "发自我的 Galaxy"}[language]
    names = {"en": ("From", "Date", "To", "Subject"), "zh": ("发件人", "日期", "收件人", "主题")}[language]
    values = (request.who, "30/11/2026 09:12 (GMT+08:00)", "boss@corp.example", request.subject)
    rows = [f"{name}: {value}" for name, value in zip(names, values)]
    plain = "\n".join([text, "", "", device, "", "", mark, *rows, "", request.text])
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body dir="auto">'
        f'{divs(text)}<div dir="auto"><br></div><div id="composer_signature" dir="auto"><div style="font-size:12px;'
        f'color:#575757" dir="auto">{device}</div></div><div dir="auto"><br></div><div><br></div>'
        f'<div align="left" dir="auto" style="font-size:100%;color:#000000"><div>{mark}</div>'
        + "".join(f"<div>{html.escape(row)} </div>" for row in rows) + f"<div><br></div></div>{request.html}</body></html>")
    return header(request, author, "RE: ").encode() + alternative(
        part(plain, encoding="base64"), part(page, "text/html", encoding="base64"))


def wecom(request, text, author, language="zh"):
    """The mailbox inside WeCom: HTML alone."""
    rows = [("From: ", f'"{request.name}" &lt;{request.message["From"].addresses[0].addr_spec}&gt;'),
            ("Date: ", "Mon, Nov 30, 2026 09:12 AM"), ("To: ", '"boss"&lt;boss@post.example&gt;'),
            ("Subject: ", html.escape(request.subject))]
    page = (
        f"{divs(text)}<div><br></div><div>发自我的企业微信</div><div><br></div><div><br></div>"
        '<div style="font-size: 12px;font-family: Arial Narrow;padding:2px 0 2px 0;">------------------&nbsp;Original&nbsp;'
        '------------------</div><div style="font-size: 12px;background:#efefef;padding:8px;">'
        + "".join(f"<div><b>{name}</b>&nbsp;{value}</div>" for name, value in rows) + f"</div><br>{request.html}")
    more = ["X-BIZMAIL-ID: 7123", "X-Mailer: WeWork Mail"]
    return header(request, author, "回复：", more=more).encode() + part(page, "text/html", encoding="base64")


def notes(request, text, author, language="en"):
    """HCL Notes."""
    names = {"en": ("From", "To", "Date", "Subject"), "de": ("Von", "An", "Datum", "Betreff")}[language]
    values = (request.who, "Boss/Corp@Corp", "30.11.2026 09:12", request.subject)
    rows = [f"{name + ':':<9}{value}" for name, value in zip(names, values)]
    plain = "\n".join([text, "", "", "", *rows, "", "", "", request.text])
    font = '<font size=1 color=#5f5f5f face="sans-serif">'
    page = (
        f'<font size=2 face="sans-serif">{html.escape(text).replace(chr(10), "<br>")}</font><br><br><br><br>'
        + "<br>".join(f'{font}{name}: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">{html.escape(value)}</font>'
                      for name, value in zip(names, values)) + f"<br><hr noshade><br><br><br>{request.html}")
    more = ["X-Mailer: HCL Notes Release 12.0.2 November 2022", "X-MIMETrack: Serialize by Router on mail/Corp"]
    return header(request, author, {"en": "Re: ", "de": "Antwort: "}[language], more=more).encode() + alternative(
        part(plain), part(page, "text/html"))
