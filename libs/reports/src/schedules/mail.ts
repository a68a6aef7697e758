import type { TargetAlert } from '#libs/contracts';
import { type Content, fileNameOf } from './content.js';
import { type Headline, headlines } from './headline.js';
import { type MailWords, mailWords } from './mail-words.js';

export interface Mail {
  subject: string;
  text: string;
  html: string;
  attachments: { filename: string; content: string; contentType: string }[];
}

interface Line {
  label: string;
  value: string;
  before: string;
  pending: boolean;
}

/** What people read of a report: its numbers, what is pending, which targets were missed, and where it opens. */
export function mailOf(content: Content, company: string, language: string): Mail {
  const { report, csv, link, name, alerts } = content;
  const words = mailWords(language);
  const format = formatsOf(language, report.savings.currency ?? report.previous?.savings.currency ?? null);
  const before = report.previous ? headlines(report.previous, words) : [];
  const lines = headlines(report, words).map((one, n): Line => {
    const pending = one.window !== undefined && report.windows[one.window].status === 'pending';
    return { label: one.label, value: format(one), before: before[n] ? format(before[n]) : '', pending };
  });
  const period = periodOf(report.cohort, language);
  const notes = [
    ...(lines.some(({ pending }) => pending) ? [words.pendingNote] : []),
    ...(report.savings.missing.length ? [words.missing(report.savings.missing.join(', '))] : []),
    ...(report.checks.every(({ ok }) => ok) ? [] : [words.checks]),
  ];
  const missed = alerts.map((alert) => alertWords(alert, words, language));
  const title = `${company}: ${words.subject(period)}`;
  return {
    subject: title,
    text: textOf({ title, lines, notes, missed, link, name, words }),
    html: htmlOf({ title, lines, notes, missed, link, name, words, language }),
    attachments: [
      { filename: `${fileNameOf(content)}.csv`, content: csv, contentType: 'text/csv; charset=utf-8; header=present' },
    ],
  };
}

const percent = (language: string) =>
  new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

function formatsOf(language: string, currency: string | null) {
  const [whole, share] = [new Intl.NumberFormat(language), percent(language)];
  const money = currency && new Intl.NumberFormat(language, { style: 'currency', currency });
  return ({ value, kind, part, whole: all }: Headline): string => {
    const of = part === undefined || all === undefined ? '' : ` (${whole.format(part)} / ${whole.format(all)})`;
    if (value === null) return `–${of}`;
    if (kind === 'count') return whole.format(value);
    return kind === 'money' ? (money || whole).format(value) : `${share.format(value)}${of}`;
  };
}

function periodOf({ from, to, timeZone }: Content['report']['cohort'], language: string): string {
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone });
  return dates.formatRange(new Date(from), new Date(Date.parse(to) - 1));
}

function alertWords(
  { metric, window, queue, bound, value, actual, day }: TargetAlert,
  words: MailWords,
  language: string,
) {
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));
  const share = percent(language);
  const what = [words.metrics[metric], window, queue].filter(Boolean).join(', ');
  return `${date}: ${what} ${share.format(actual)} (${words[bound]} ${share.format(value)})`;
}

interface Parts {
  title: string;
  lines: readonly Line[];
  notes: readonly string[];
  missed: readonly string[];
  link: string;
  name: string;
  words: MailWords;
}

function textOf({ title, lines, notes, missed, link, name, words }: Parts): string {
  const line = ({ label, value, before, pending }: Line) =>
    `${label}: ${value}${pending ? `, ${words.pending}` : ''}${before && ` [${words.columns.before}: ${before}]`}`;
  const blocks = [
    [title],
    lines.map(line),
    notes,
    missed.length ? [`${words.missed}:`, ...missed.map((one) => `- ${one}`)] : [],
    [`${words.open}: ${link}`],
    [words.why(name)],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

const safe = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function htmlOf({ title, lines, notes, missed, link, name, words, language }: Parts & { language: string }): string {
  const cell = 'padding:6px 12px;border-bottom:1px solid #d9dee3;vertical-align:top';
  const head = (text: string) => `<th scope="col" align="left" style="${cell}">${safe(text)}</th>`;
  const row = ({ label, value, before, pending }: Line) =>
    `<tr><th scope="row" align="left" style="${cell};font-weight:normal">${safe(label)}</th>
<td style="${cell}"><strong>${safe(value)}</strong>${pending ? ` <em>${safe(words.pending)}</em>` : ''}</td>
<td style="${cell};color:#55606b">${safe(before)}</td></tr>`;
  const { number, value, before } = words.columns;
  return `<!doctype html><html lang="${safe(language)}"><head><meta charset="utf-8"><title>${safe(title)}</title></head>
<body style="margin:0;padding:24px;font:15px/1.5 system-ui,sans-serif;color:#1d252c;background:#ffffff">
<h1 style="font-size:20px;margin:0 0 16px">${safe(title)}</h1>
<table cellspacing="0" style="border-collapse:collapse;max-width:720px">
<thead><tr>${head(number)}${head(value)}${head(before)}</tr></thead>
<tbody>${lines.map(row).join('\n')}</tbody></table>
${notes.map((note) => `<p style="color:#55606b">${safe(note)}</p>`).join('\n')}
${missed.length ? `<h2 style="font-size:16px">${safe(words.missed)}</h2><ul>${missed.map((one) => `<li>${safe(one)}</li>`).join('')}</ul>` : ''}
<p><a href="${safe(link)}" style="color:#0b6b57">${safe(words.open)}</a></p>
<p style="color:#55606b;font-size:13px">${safe(words.why(name))}</p>
</body></html>`;
}
