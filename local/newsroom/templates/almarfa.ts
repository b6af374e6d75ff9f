import { html, type Markup } from '../markup.ts';
import type { Outlet } from '../outlet.ts';
import { bodyMarkup, menuMarkup, openGraph } from './blocks.ts';
import type { Page, TeaserLink } from './page.ts';

/** A daily on a bought magazine theme, whose makers left English strings in it. */
export function almarfaPage({ article, related }: Page): Markup {
  const { outlet, title, section, publishedAt } = article;
  const day = publishedAt.toISOString().slice(0, 10);
  return html`<!DOCTYPE html>
<html dir="rtl" lang="ar"><head><meta charset="UTF-8"><title>${title} - ${outlet.name}</title>
${openGraph(article)}
</head><body class="rtl single single-post">
<div id="mz-site">${top(outlet)}
<div id="mz-main"><article id="mz-article"><div id="mz-article-cont">
<header id="mz-post-head"><h3 class="mz-post-cat"><a href="/s/1/"><span>${section}</span></a></h3>
<h1 class="mz-post-title entry-title">${title}</h1>
<div class="mz-author-date"><p>${article.authors.join('، ')}</p><time class="post-date updated" datetime="${day}">${day}</time></div></header>
<div id="mz-post-content"><div id="mz-content-body"><div id="mz-content-main" class="left relative">${bodyMarkup(article)}</div>
<div id="mz-content-bot">${comments(outlet)}${relatedPosts(outlet, related)}</div></div></div>
</div></article></div>
<footer id="mz-foot"><p>${outlet.furniture.footer}</p></footer></div></body></html>`;
}

function top(outlet: Outlet): Markup {
  const { share, search } = outlet.furniture;
  return html`<div id="mz-fly"><nav><ul>${menuMarkup(outlet)}</ul></nav><div id="mz-fly-soc"><span class="mz-fly-soc-head">${share}</span><ul><li><a class="fab" href="https://social.example/"></a></li><li><a class="fab" href="https://video.example/"></a></li></ul></div></div>
<div id="mz-search"><form method="get" action="/"><input type="text" name="s" placeholder=""><p>${search}</p></form></div>`;
}

function comments({ furniture }: Outlet): Markup {
  return html`<div id="mz-comments-button"><span class="mz-comment-text">اضف تعليقك</span></div>
<div id="comments"><div id="respond"><h3 id="reply-title"><span>${furniture.comment}</span></h3><form action="/comments-post" method="post"><p class="comment-notes">لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *</p><p><label>الاسم *</label><input name="author"></p><p><textarea name="comment"></textarea></p><p class="form-submit"><input type="submit" value="إرسال التعليق"></p></form></div></div>`;
}

function relatedPosts({ furniture, base }: Outlet, related: readonly TeaserLink[]): Markup {
  const items = related.map(
    ({ url, text }, at) =>
      html`<li><a href="${url}" rel="bookmark"><div class="mz-related-img"><img src="${base}/i/${at}.jpg" alt=""></div><div class="mz-related-text left relative"><span class="mz-cat">اخر الاخبار</span><p>${text}</p></div></a></li>`,
  );
  return html`<div id="mz-related-posts"><h4 class="mz-widget-title"><span>${furniture.related}</span></h4><ul class="mz-related-list">${items}</ul></div>`;
}
