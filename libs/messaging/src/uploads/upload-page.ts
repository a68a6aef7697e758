import type { House, OpenLink } from './upload-links.service.js';
import type { PageTexts } from './page-texts.js';

/** What became of a file that was sent without scripts; `refusal` null: it is in the thread. */
export interface SentFile {
  name: string | null;
  refusal: string | null;
}

/** Only what the page itself brings, and nothing inline. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const accepted = 'image/jpeg,image/png,image/webp';

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const html = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign]!);

/** The page on which somebody takes and sends photos; a plain form where scripts do not run. */
export function uploadPage(house: House, { maxFiles, delivered }: OpenLink, sent: readonly SentFile[] = []): string {
  const { texts, company } = house;
  const left = Math.max(0, maxFiles - delivered);
  const form = `
<form method="post" enctype="multipart/form-data" data-left="${left}" data-words="${html(scriptWords(texts))}">
<p id="left">${html(texts.left(left))}</p>
<p class="choice"><label class="button"><span>${html(texts.take)}</span>
<input type="file" name="photo" accept="${accepted}" capture="environment"></label></p>
<p class="choice"><label class="button second"><span>${html(texts.choose)}</span>
<input type="file" name="photo" accept="${accepted}" multiple></label></p>
<p class="plain"><button class="button">${html(texts.send)}</button></p>
</form>`;
  return page(
    house,
    texts.title(company),
    `<p>${html(texts.lead)}</p>
<ul id="files" aria-label="${html(texts.title(company))}">${sent.map((file) => fileLine(texts, file)).join('')}</ul>
<p id="status" role="status" aria-live="polite">${html(sent.some(({ refusal }) => !refusal) && sent.every(({ refusal }) => !refusal) ? texts.allArrived : '')}</p>
${left > 0 ? form : ''}
<p class="small">${html(texts.safe)}</p>`,
    left > 0,
  );
}

/** Where no photo can be sent: the link is over or unknown, or something went wrong. */
export const closedPage = (house: House, title: string, text: string): string =>
  page(house, title, `<p>${html(text)}</p>`, false);

/** After a form that could not be taken: back to the page it came from. */
export const refusedPage = (house: House, text: string): string =>
  page(house, house.texts.failedTitle, `<p>${html(text)}</p><p><a href="">${html(house.texts.back)}</a></p>`, false);

const fileLine = (texts: PageTexts, { name, refusal }: SentFile): string =>
  `<li data-state="${refusal ? 'refused' : 'arrived'}"><span class="name">${html(name ?? texts.aPhoto)}</span>
<span class="state">${html(refusal ?? texts.arrived)}</span></li>`;

function page({ language, company, texts, phone }: House, title: string, body: string, script: boolean): string {
  const person = phone
    ? `<a class="person" href="tel:${html(phone)}">${html(texts.person)}: ${html(phone)}</a>`
    : html(texts.personByChat);
  return `<!doctype html>
<html lang="${html(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${html(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/upload-page/page.css">
${script ? '<script src="/upload-page/page.js" defer></script>' : ''}
</head>
<body>
<header>${html(company)}</header>
<main>
<h1>${html(title)}</h1>
${body}
</main>
<footer><p>${person}</p></footer>
</body>
</html>
`;
}

/** What the script says, with %n and %p for a name and a share: it has no words of its own. */
const scriptWords = (texts: PageTexts): string =>
  JSON.stringify({
    left: texts.left('%n'),
    preparing: texts.preparing,
    waiting: texts.waiting,
    sending: texts.sending('%p'),
    noConnection: texts.noConnection,
    arrived: texts.arrived,
    allArrived: texts.allArrived,
    tryAgain: texts.tryAgain,
    tooMany: texts.tooMany,
    tooLarge: texts.tooLarge('%n'),
    failed: texts.failed,
    aPhoto: texts.aPhoto,
  });
