"""Saved web pages of 24 shapes, all with the same article; around it what sites put there."""

PARAS = [
    "今年以来，全省上下坚持稳中求进，经济运行总体平稳，民生保障不断加强。",
    "会议强调，要做好以下几项工作：",
    "一要抓好粮食生产，守住耕地红线。二要推动产业升级，培育新的增长点。",
    "要加强生态环境保护，持续打好污染防治攻坚战，让群众看得见青山绿水。",
    "各地各部门要压实责任，确保各项任务落到实处。",
]
NAV = "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ["首页", "要闻", "政策", "互动", "数据", "服务。办事"])
RELATED = (
    "<div class='related'><h3>相关新闻</h3>"
    + "".join(f"<p><a href='/r{n}'>{n}召开专题会议研究部署有关工作。</a></p>" for n in ["甲市", "乙市", "丙市"])
    + "</div>"
)
COMMENTS = (
    "<div class='comments' id='comments'><h3>网友评论</h3>"
    + "".join(
        f"<div class='comment'><p>{n}：说得好，支持！希望早点落实到位。</p></div>" for n in ["小明", "小红", "路人"]
    )
    + "</div>"
)
FOOT = (
    "<div class='footer'><p>主办单位：某某省人民政府办公厅。版权所有，未经授权不得转载。</p>"
    "<p>网站标识码：1100000001 备案号：京ICP备05000000号</p></div>"
)
HEAD = (
    "<head><meta charset='utf-8'><title>全省经济工作会议召开_某某省人民政府</title>"
    "<meta name='PubDate' content='2024-03-05 10:20'></head>"
)


def page(body):
    return f"<html>{HEAD}<body>{body}</body></html>"


P = "".join(f"<p>　　{t}</p>" for t in PARAS)
H = "<h1>全省经济工作会议召开</h1>"
META = "<div class='info'>2024-03-05 10:20 来源：某某日报 【字体：大 中 小】 打印</div>"
MENU = f"<div class='menu'><ul>{NAV}</ul></div>"
SPANS = "".join(f"<p><span style=x><font>{one[:9]}</font><b>{one[9:]}</b></span></p>" for one in PARAS)
SUMMARY = "记者获悉，今年一季度全省经济运行开局良好，主要指标好于预期，项目建设加快推进，就业形势总体稳定。"
PAGES = {
    "article": page(f"<nav><ul>{NAV}</ul></nav><article>{H}{P}</article>{RELATED}{FOOT}"),
    "main": page(f"<header>某某省</header><main>{H}{P}</main><footer>版权所有。</footer>"),
    "div_content": page(f"{MENU}<div id='content'>{H}{META}{P}</div>{RELATED}{FOOT}"),
    "ucap": page(f"{MENU}<div class='pages_content' id='UCAP-CONTENT'>{P}</div>{RELATED}{COMMENTS}{FOOT}"),
    "trs": page(
        f"{MENU}<div class='article'><div class='title'>{H}</div><div class='TRS_Editor'>{P}</div></div>{RELATED}{FOOT}"
    ),
    "table_td_p": page(
        f"<table width=100%><tr><td>{MENU}</td></tr><tr><td>{RELATED}</td><td><table><tr><td>{H}</td></tr>"
        f"<tr><td>{P}</td></tr></table></td></tr><tr><td>{FOOT}</td></tr></table>"
    ),
    "table_br": page(
        f"<table><tr><td>{MENU}</td></tr><tr><td>{'<br>'.join('　　' + t for t in PARAS)}</td></tr><tr>"
        f"<td>{FOOT}</td></tr></table>"
    ),
    "table_rows": page("<table>" + "".join(f"<tr><td>{t}</td></tr>" for t in PARAS) + f"</table>{FOOT}"),
    "shown by a script": page(
        f"<div id='js_article'>{H}<div id='js_content' style='visibility: hidden; opacity: 0; '>"
        + "".join(f"<section><span>{t}</span></section><section><br></section>" for t in PARAS)
        + "</div></div><div>微信扫一扫关注该公众号</div>"
    ),
    "saved by LibreOffice": page(
        f"<div title='header'><p>文件汇编</p></div>{P}<div title='footer'><p>内部资料，请保存</p></div>"
    ),
    "form": page(f"{MENU}<form id='form1' action='x'><div class='main'>{H}{P}</div></form>{FOOT}"),
    "form_hidden": page(
        f"<form method='post'><input type='hidden' value='x'>{MENU}<table><tr><td>{P}</td></tr></table>"
        f"<select><option>选。</option></select></form>"
    ),
    "div_p_news": page(
        f"{MENU}<div class='wrap'><div class='left'>{H}<div class='text'>{P}</div></div>"
        f"<div class='right'>{RELATED}</div></div>{COMMENTS}{FOOT}"
    ),
    "br_in_div": page(f"{MENU}<div class='con'>{'<br><br>'.join('　　' + t for t in PARAS)}</div>{FOOT}"),
    "div_each": page(f"{MENU}<div class='con'>{''.join(f'<div>{t}</div>' for t in PARAS)}</div>{RELATED}{FOOT}"),
    "spans": page(f"{MENU}<div class='con'>{SPANS}</div>{RELATED}{FOOT}"),
    "section": page(
        f"{MENU}<section class='box'><section>{H}</section><section>{P}</section></section>{COMMENTS}{FOOT}"
    ),
    "two_articles": page(
        f"{MENU}<article>{H}{P}</article><article class='card'><p>推荐：甲市召开会议。</p></article>"
        f"<article class='card'><p>推荐：乙市召开会议。</p></article>{FOOT}"
    ),
    "bare": f"<html><head><title>x</title></head><body>{P}</body></html>",
    "fragment": P,
    "sidebar_long": page(
        f"{MENU}<div class='side'>{RELATED * 2}</div><div class='detail'>{H}{META}{P}"
        f"<p>（责任编辑：张三）</p></div>{FOOT}"
    ),
    "comments_more": page(f"{MENU}<div class='post'>{P}</div>{COMMENTS * 4}{FOOT}"),
    "aside_links": page(
        f"<div class='top'><a href=/>登录</a> | <a href=/>注册</a></div>"
        f"<div class='crumb'>当前位置：<a href=/>首页</a> &gt; <a href=/>要闻</a></div>"
        f"<div class='art'>{H}{META}{P}</div><div class='pn'><p>上一篇：<a href=/>乙市召开会议。</a></p>"
        f"<p>下一篇：<a href=/>丙市召开会议。</a></p></div>{FOOT}"
    ),
    "summaries_long": page(
        f"{MENU}<div class='w'><div class='t'>{H}</div><div class='c'>{P}</div></div><div class='more'>"
        + "".join(
            f"<div class='card'><h3><a href='/{n}.html'>省政府研究第{n}项工作</a></h3><p>{SUMMARY}</p></div>"
            for n in range(30)
        )
        + f"</div>{FOOT}"
    ),
    "list_items": page(
        f"{MENU}<div class='con'><p>　　{PARAS[0]}</p><p>{PARAS[1]}</p>"
        f"<ul>{''.join(f'<li>{t}</li>' for t in PARAS[2:])}</ul></div>{RELATED}{FOOT}"
    ),
}
