// What strangers could write into a review to have it read as anything but text, and what of it is
// kept. Every payload that could run would call `pwned`.

/** By what they try; each is told from the others by its text. */
export const PAYLOADS = Object.entries({
  // Elements that run, load or take over.
  script: "<script>pwned(1)</script>",
  "script in capitals": "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
  "script cut by a slash": "<script/x>pwned(2)</script >",
  "script in a script": "<scr<script>ipt>pwned(3)</scr</script>ipt>",
  module: "<script type=module>pwned(4)</script>",
  "import map": '<script type=importmap>{"imports":{}}</script>',
  image: "<img src=x onerror=pwned(5)>",
  "image without blanks": "<img/src=x/onerror=pwned(6)>",
  "image with a line break": "<img\nsrc=x\nonerror=pwned(7)>",
  "image with a backtick": "<img src=`x`onerror=pwned(8)>",
  body: "<body onload=pwned(9)>",
  frame: "<iframe srcdoc='<script>parent.pwned(10)</script>'>",
  object: "<object data=javascript:pwned(11)></object>",
  embed: "<embed src=//evil.example/x.swf>",
  base: "<base href=//evil.example/>",
  refresh: "<meta http-equiv=refresh content='0;url=//evil.example'>",
  style: "<style>@import '//evil.example/x.css'</style>",
  sheet: "<link rel=stylesheet href=//evil.example/x.css>",
  details: "<details open ontoggle=pwned(12)>",
  focus: "<input autofocus onfocus=pwned(13)>",
  form: "<form action=//evil.example><button>Go</form>",
  video: "<video><source onerror=pwned(14)></video>",
  marquee: "<marquee onstart=pwned(15)>",
  // Other languages inside HTML, and what its parser moves about.
  svg: "<svg onload=pwned(16)>",
  "svg with a script": "<svg><script>pwned(17)</script></svg>",
  "svg that animates": "<svg><animate onbegin=pwned(18) attributeName=x>",
  "svg that uses": "<svg><use href='data:image/svg+xml,<svg/>#x'></svg>",
  foreign: "<svg><foreignObject><img src=x onerror=pwned(19)>",
  "svg style": "<svg><style><img src=x onerror=pwned(20)></style>",
  math: "<math><mtext><table><mglyph><style><img src=x onerror=pwned(21)>",
  "math link": "<math href=javascript:pwned(22)>x</math>",
  "shadow root": "<template shadowrootmode=open><script>pwned(23)</script>",
  "end of the root": "</template></template><img src=x onerror=pwned(24)>",
  slot: "</div></div><slot name=x><script>pwned(25)</script></slot>",
  // Ends of what it may stand in.
  "end of a script": "</script><img src=x onerror=pwned(26)>",
  "script that never ends": "<!--<script>",
  "end of a style": "</style><img src=x onerror=pwned(27)>",
  "end of a textarea": "</textarea><img src=x onerror=pwned(28)>",
  "end of a title": "</title><img src=x onerror=pwned(29)>",
  "end of noscript": "</noscript><img src=x onerror=pwned(30)>",
  plaintext: "<plaintext><xmp><listing>",
  comment: "--><img src=x onerror=pwned(31)><!--",
  "comment with a bang": "--!><img src=x onerror=pwned(32)>",
  "short comment": "<!--><img src=x onerror=pwned(33)>-->",
  cdata: "<![CDATA[><img src=x onerror=pwned(34)>]]>",
  "processing instruction": "<?xml-stylesheet href='javascript:pwned(35)'?>",
  "a component's mark": "<!--<[Proof]>--><!--</[Proof]>-->",
  "a list's mark": "<!--<>--><!--</>--><!--<#>-->",
  // Ends of an attribute.
  "double quote": '" onmouseover="pwned(36)" x="',
  "single quote": "' onmouseover='pwned(37)' x='",
  backtick: "` onmouseover=pwned(38) x=`",
  "bare attribute": "x onmouseover=pwned(39)",
  "quotes and brackets": "\"'><img src=x onerror=pwned(40)>",
  // Addresses that run.
  javascript: "javascript:pwned(41)",
  "javascript with a tab": "java\tscript:pwned(42)",
  "javascript behind a link": "javascript:pwned(43)//https://shop.example/",
  "javascript as entities": "&#106;&#x61;vascript&colon;pwned(44)",
  vbscript: "vbscript:pwned(45)",
  data: "data:text/html,<script>pwned(46)</script>",
  "link with a quote": 'https://shop.example/"onclick="pwned(47)',
  "link with a user": "https://shop.example@evil.example/",
  markdown: "[x](javascript:pwned(48))",
  // What is read twice, or otherwise.
  entities: "&lt;img src=x onerror=pwned(49)&gt;",
  "entities twice": "&amp;lt;script&amp;gt;pwned(50)",
  "an entity without its end": "&lt&ltscript&gtpwned(51)",
  percent: "%3Cscript%3Epwned(52)%3C/script%3E",
  escapes: "\\u003cscript\\u003epwned(53)\\x3c/script\\x3e",
  "utf-7": "+ADw-script+AD4-pwned(54)+ADw-/script+AD4-",
  "wide brackets": "＜script＞pwned(55)＜/script＞",
  json: '"},"html":"<script>pwned(56)</script>",{"',
  "json with a backslash": '\\"],"reviews":[],"x":"\\',
  prototype: '{"__proto__":{"pwned":true}}',
  placeholder: "{{pwned(57)}} ${pwned(58)} {count} {author}",
  css: "x;background:url(//evil.example/x.png)}*{color:red",
  expression: "expression(pwned(59))",
  "a null": "<scr\0ipt>pwned(60)</scr\0ipt>",
  "control characters": "\x1b[31mred\x07\x08\x7f<b>\x9b",
  "right to left": "safe\u202egpj.exe\u202c <b>\u2066x\u2069",
  "line separators": "a\u2028pwned(61)\u2029b",
  "no width": "<\u200bimg src=x onerror=pwned(62)>\ufeff",
  "odd blanks": "<img\u00a0src=x\u000conerror=pwned(63)>",
  // What a spreadsheet runs.
  formula: "=1+1",
  command: "=cmd|' /C calc'!A0",
  link: '=HYPERLINK("http://evil.example","x")',
  plus: "+1+cmd|' /C calc'!A0",
  minus: "-1+cmd|' /C calc'!A0",
  at: "@SUM(1+1)*cmd|' /C calc'!A0",
  "tab and formula": "\t=1+2",
  "return and formula": "\r=1+3",
  "wide formula": "＝1+4",
  "a cell's end": 'x","=1+5"\r\n"=1+6',
  "a semicolon": "x;=1+7",
}).map(([name, text]) => ({ name, text }));

/** Ids of products: visible characters without a blank are all they may be. */
export const PRODUCT_IDS = [
  '"><img/src=x/onerror=pwned(1)>',
  "'/onmouseover='pwned(2)",
  "--><svg/onload=pwned(3)>",
  "</script><script>pwned(4)</script>",
  "</template><img/src=x/onerror=pwned(5)>",
  "javascript:pwned(6)//",
  "%22%3E%3Cscript%3Epwned(7)",
  "../../../../evil?e=reviews:1&as=html#",
  "&lt;script&gt;`${pwned(8)}`",
  "=cmd|'/C/calc'!A0",
];

/** The one host that photos may come from. */
export const PHOTO_HOST = "photos.shop.example";

/** Addresses that are no photo of that host, however they look. */
export const NO_PHOTOS = [
  "javascript:pwned(1)",
  "data:image/svg+xml,<svg onload=pwned(2)>",
  "vbscript:pwned(3)",
  `http://${PHOTO_HOST}/a.png`,
  `//${PHOTO_HOST}/a.png`,
  "/a.png",
  "https://evil.example/a.png",
  `https://${PHOTO_HOST}.evil.example/a.png`,
  `https://evil.example/${PHOTO_HOST}/a.png`,
  `https://evil.example#${PHOTO_HOST}`,
  `https://${PHOTO_HOST}@evil.example/a.png`,
  `https://evil.example\\@${PHOTO_HOST}/a.png`,
  `https://${PHOTO_HOST}:8443/a.png`,
  `https://x.${PHOTO_HOST}/a.png`,
  `https://${PHOTO_HOST}./a.png`,
  `https://${PHOTO_HOST}\t/a.png`,
  `https://${PHOTO_HOST}\u3002evil.example/a.png`,
  `https://${PHOTO_HOST}%2eevil.example/a.png`,
  `https://${PHOTO_HOST}/a.png" onerror="pwned(4)`,
  `https://${PHOTO_HOST}/a.png' onerror='pwned(5)`,
  `https://${PHOTO_HOST}/<script>pwned(6)</script>`,
  `https://${PHOTO_HOST}/a b.png`,
  `https://${PHOTO_HOST}/a\u0000.png`,
];

/** An address on that host with what an address may have. */
export function photo(number) {
  return `https://${PHOTO_HOST}/${number}.png?x=%22onerror=pwned(1)&amp;y=%3Cscript%3E;(a)#=1+1`;
}

const CONTROL = /\p{Cc}/gu;
const TURNING = /[\u202a-\u202e\u2066-\u2069\ufeff]/g;
const BREAKS = /\r\n|[\n\r\u0085\u2028\u2029]/;

/** What is kept of a line that somebody wrote: a name, a title. */
export function line(text) {
  const kept = lines(text).map((it) => it.trim());
  return kept.filter(Boolean).join(" ");
}

/** What is kept of a text of several lines. */
export function prose(text) {
  const kept = lines(text).map((it) => it.trimEnd());
  return kept
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function lines(text) {
  const clean = (it) => it.replaceAll("\t", " ").replace(CONTROL, "").replace(TURNING, "");
  return text.split(BREAKS).map(clean);
}

/** No more of a text than so many characters. */
export function cut(text, most) {
  return [...text].slice(0, most).join("");
}

/** A file of rows, each cell as it is. */
export function csvOf(rows) {
  const cell = (text) => `"${String(text).replaceAll('"', '""')}"`;
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** The rows of a file, by RFC 4180. */
export function rowsOf(csv) {
  const rows = [[]];
  const cells = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/gy;
  for (const [, cell, end] of csv.matchAll(cells)) {
    rows.at(-1).push(cell.replace(/^"|"$/g, "").replaceAll('""', '"'));
    if (end === "") break;
    if (end === "\r\n") rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

/** What makes a spreadsheet read a cell as a formula. */
export const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/** A cell as it was before it was made safe. */
export function unguarded(cell) {
  const begins = cell.replace(/^'(?=['"]*[=+\-@\t\r\n＝＋－＠])/u, "");
  return begins.replace(/([;\t\r\n])'(?=['"]*[=+\-@＝＋－＠])/gu, "$1");
}
