import { html, publicPage } from '../public-page.js';
import type { House } from '../uploads/upload-links.service.js';
import type { SurveyWords } from './survey-words.js';

/** What somebody chose, as their form says it; `fault`: what has to be put right. */
export interface Filled {
  solved?: string | undefined;
  score?: string | undefined;
  comment?: string | undefined;
  fault?: 'score' | 'comment' | undefined;
}

/** The page on which a customer says how it went: a plain form, without scripts. */
export function surveyPage(house: House, words: SurveyWords, filled: Filled = {}): string {
  const { page } = words;
  const choice = (name: string, value: string, label: string, chosen: string | undefined) =>
    `<label class="pick"><input type="radio" name="${name}" value="${value}"${chosen === value ? ' checked' : ''}>
<span>${html(label)}</span></label>`;
  const fault = (which: Filled['fault'], text: string) =>
    filled.fault === which ? `<p class="fault" id="${which}-fault" role="alert">${html(text)}</p>` : '';
  const described = (which: string) =>
    filled.fault === which ? ` aria-invalid="true" aria-describedby="${which}-fault"` : '';
  return publicPage(
    house,
    page.title(house.company),
    `<form method="post">
<fieldset><legend>${html(words.solved)}</legend>
<div class="picks">${choice('solved', 'yes', words.yes, filled.solved)}${choice('solved', 'no', words.no, filled.solved)}</div>
</fieldset>
<fieldset role="radiogroup"${described('score')}><legend>${html(words.score)}</legend>
${words.scale.map((label, i) => choice('score', `${i + 1}`, label, filled.score)).join('\n')}
${fault('score', page.chooseScore)}</fieldset>
<p><label for="comment">${html(page.comment)} <span class="small">(${html(page.optional)})</span></label>
<textarea id="comment" name="comment" rows="4"${described('comment')}>${html(filled.comment ?? '')}</textarea></p>
${fault('comment', page.tooLong)}
<p><button class="button">${html(page.send)}</button></p>
</form>`,
  );
}

/** After the answer; `unhappy`: with the way to be heard. */
export const thanksPage = (house: House, { page, thanks }: SurveyWords, unhappy: boolean): string =>
  publicPage(house, page.thanksTitle, `<p>${html(thanks)}</p>${unhappy ? `<p>${html(page.over)}</p>` : ''}`);
