import { html, publicPage } from '../public-page.js';
import type { House, OpenLink } from './upload-links.service.js';
import type { PageTexts } from './page-texts.js';

/** What became of a file that was sent without scripts; `refusal` null: it is in the thread. */
export interface SentFile {
  name: string | null;
  refusal: string | null;
}

const scripts = '<script src="/upload-page/page.js" defer></script>';
const accepted = 'image/jpeg,image/png,image/webp';

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
  return publicPage(
    house,
    texts.title(company),
    `<p>${html(texts.lead)}</p>
<ul id="files" aria-label="${html(texts.title(company))}">${sent.map((file) => fileLine(texts, file)).join('')}</ul>
<p id="status" role="status" aria-live="polite">${html(sent.some(({ refusal }) => !refusal) && sent.every(({ refusal }) => !refusal) ? texts.allArrived : '')}</p>
${left > 0 ? form : ''}
<p class="small">${html(texts.safe)}</p>`,
    left > 0 ? scripts : '',
  );
}

/** Where no photo can be sent: the link is over or unknown, or something went wrong. */
export const closedPage = (house: House, title: string, text: string): string =>
  publicPage(house, title, `<p>${html(text)}</p>`);

/** After a form that could not be taken: back to the page it came from. */
export const refusedPage = (house: House, text: string): string =>
  publicPage(house, house.texts.failedTitle, `<p>${html(text)}</p><p><a href="">${html(house.texts.back)}</a></p>`);

const fileLine = (texts: PageTexts, { name, refusal }: SentFile): string =>
  `<li data-state="${refusal ? 'refused' : 'arrived'}"><span class="name">${html(name ?? texts.aPhoto)}</span>
<span class="state">${html(refusal ?? texts.arrived)}</span></li>`;

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
