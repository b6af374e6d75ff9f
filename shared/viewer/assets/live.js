/*
 * What the browser runs on a page that renews itself, and nothing else of ours: it asks for the same
 * address again and puts the new part in the place of the old, unless somebody is at it: what has the
 * focus, is selected or was opened stays. Without it, reloading does the same.
 */
const everyMs = 2000;
const longestMs = 30000;
let waitMs = everyMs;

const isRead = (part) =>
  part.matches(':focus-within') ||
  part.querySelector('details[open]') !== null ||
  getSelection()?.isCollapsed === false;

async function renew() {
  if (document.querySelector('[data-live]') === null) return;
  if (!document.hidden) {
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      if (!answer.ok) throw new Error(String(answer.status));
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      for (const part of document.querySelectorAll('[data-live]')) {
        const next = fresh.getElementById(part.id);
        const isNew =
          next !== null && (next.innerHTML !== part.innerHTML || !next.hasAttribute('data-live'));
        if (isNew && !isRead(part)) part.replaceWith(document.adoptNode(next));
      }
      waitMs = everyMs;
    } catch {
      waitMs = Math.min(longestMs, waitMs * 2);
    }
  }
  setTimeout(renew, waitMs);
}
setTimeout(renew, waitMs);
