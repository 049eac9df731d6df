/*
 * What a word processor puts on the clipboard: lists as paragraphs with the bullet as text, empty Office elements, style
 * sheets as comments. The editor's schema drops styles and classes by itself; this makes lists of lists again.
 */

/** The HTML with lists where Word has paragraphs that look like some. */
export function cleanPastedHtml(html: string): string {
  if (!/mso-|<o:p|urn:schemas-microsoft-com/i.test(html)) return html;
  const pasted = new DOMParser().parseFromString(html, 'text/html');
  for (const element of pasted.querySelectorAll('style, meta, link, title, xml')) element.remove();
  let list: HTMLElement | null = null;
  for (const paragraph of pasted.querySelectorAll('p')) {
    const marker = isListed(paragraph) ? takeMarker(paragraph) : null;
    if (marker === null) {
      list = null;
      continue;
    }
    const kind = /\d|^[a-z][.)]/i.test(marker) ? 'OL' : 'UL';
    if (!list || list.tagName !== kind || list !== paragraph.previousElementSibling) {
      list = pasted.createElement(kind);
      paragraph.before(list);
    }
    const item = pasted.createElement('li');
    list.append(item);
    item.append(paragraph);
  }
  return pasted.body.innerHTML;
}

const isListed = (paragraph: HTMLElement): boolean => /mso-list:\s*l\d/i.test(paragraph.getAttribute('style') ?? '');

/** The bullet or number, which Word writes before the text; null: there is none. */
function takeMarker(paragraph: HTMLElement): string | null {
  const spans = [...paragraph.querySelectorAll('span')];
  const marker = spans.find((span) => /mso-list:\s*Ignore/i.test(span.getAttribute('style') ?? ''));
  if (!marker) return null;
  marker.remove();
  return (marker.textContent ?? '').trim();
}
