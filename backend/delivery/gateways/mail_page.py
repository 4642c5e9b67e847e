"""An e-mail's two forms, from the plain words that its composer gave: no picture, nothing fetched, dark and from right
to left where that is asked for. Pure."""

from html import escape

from backend.common.words import say
from backend.delivery.composers import Text

_RIGHT_TO_LEFT = frozenset({"ar"})
# Colours in classes, so that a reader's dark mode can replace them; clients without <style> show plain black on white.
_STYLE = """
:root{color-scheme:light dark}
body{margin:0;padding:16px;background:#f6f6f6;color:#161616;font:17px/1.5 system-ui,sans-serif}
.sheet{max-width:560px;margin:0 auto;padding:24px;border-radius:8px;background:#fff}
h1{margin:0 0 16px;font-size:21px;line-height:1.3}
p{margin:0 0 16px}
.go{display:inline-block;padding:10px 18px;border-radius:4px;background:#000091;color:#fff;text-decoration:none}
.foot{max-width:560px;margin:16px auto 0;padding:0 24px;font-size:14px;color:#555}
.foot a{color:#555}
@media (prefers-color-scheme:dark){
body{background:#161616!important;color:#f0f0f0!important}
.sheet{background:#242424!important}
.go{background:#8585f6!important;color:#000091!important}
.foot,.foot a{color:#b8b8b8!important}
}
"""


def plain(text: Text, *, origin: str) -> str:
    """The words, the way to the app, why this came and how to end it."""
    lines = [text.body]
    if text.url:
        lines.append(f"{say('email.open', text.language)}\n{origin}{text.url}")
    if text.unsubscribe:
        why, stop = (say(f"email.{part}", text.language) for part in ("why", "stop"))
        lines.append(f"-- \n{why}\n{stop} {text.unsubscribe}")
    return "\n\n".join(lines)


def html(text: Text, *, origin: str) -> str:
    """The same as a page."""
    language = escape(text.language)
    direction = "rtl" if text.language in _RIGHT_TO_LEFT else "ltr"
    body = "\n".join(_paragraph(block) for block in text.body.split("\n\n") if block.strip())
    return f"""<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{escape(text.title)}</title>
<style>{_STYLE}</style>
</head>
<body lang="{language}" dir="{direction}">
<div class="sheet" dir="{direction}">
<h1>{escape(text.title)}</h1>
{body}
{_way(text, origin)}</div>
{_foot(text, direction)}</body>
</html>
"""


def _paragraph(block: str) -> str:
    """Each line finds its own direction: a French address stays as it is written between Arabic lines."""
    return "<p>" + "<br>\n".join(f"<bdi>{escape(line)}</bdi>" for line in block.split("\n")) + "</p>"


def _way(text: Text, origin: str) -> str:
    if not text.url:
        return ""
    return f'<p><a class="go" href="{escape(origin + text.url)}">{escape(say("email.open", text.language))}</a></p>\n'


def _foot(text: Text, direction: str) -> str:
    if not text.unsubscribe:
        return ""
    why, stop = (escape(say(f"email.{part}", text.language)) for part in ("why", "stop_link"))
    return f'<div class="foot" dir="{direction}"><p>{why} <a href="{escape(text.unsubscribe)}">{stop}</a></p></div>\n'
