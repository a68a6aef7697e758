import { secondsTargets, type TargetAlert } from '#libs/contracts';
import { type Content, fileNameOf } from './content.js';
import { mailFormats } from './mail-formats.js';
import { type MailWords, mailWords } from './mail-words.js';
import type { Reading, ReadTable } from './schedulable.js';

export interface Mail {
  subject: string;
  text: string;
  html: string;
  attachments: { filename: string; content: string; contentType: string }[];
}

/** What people read of a report: its tables, what is to be said of them, which targets were missed, and where it opens. */
export function mailOf(content: Content, reading: Reading, company: string, language: string): Mail {
  const { report, files, link, name, alerts } = content;
  const words = mailWords(language);
  const title = `${company}: ${reading.title}, ${periodOf(report.cohort, language)}`;
  const missed = alerts.map((alert) => alertWords(alert, words, language));
  const parts = { ...reading, title, missed, link, name, words };
  return {
    subject: title,
    text: textOf(parts),
    html: htmlOf({ ...parts, language }),
    attachments: files.map(({ table, csv }) => ({
      filename: `${fileNameOf(content, table)}.csv`,
      content: csv,
      contentType: 'text/csv; charset=utf-8; header=present',
    })),
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
  const formats = mailFormats(language);
  const shown = secondsTargets.has(metric) ? formats.seconds : formats.share;
  const what = [words.metrics[metric], window, queue].filter(Boolean).join(', ');
  return `${formats.day(day)}: ${what} ${shown(actual)} (${words[bound]} ${shown(value)})`;
}

interface Parts extends Reading {
  missed: readonly string[];
  link: string;
  name: string;
  words: MailWords;
}

function textOf({ title, tables, notes, missed, link, name, words }: Parts): string {
  const lines = ({ title: heading, rows, more }: ReadTable) => [
    ...(heading === null ? [] : [heading.toUpperCase()]),
    ...rows.map(({ text }) => text),
    ...(more > 0 ? [words.more(more)] : []),
  ];
  const blocks = [
    [title],
    ...tables.map(lines),
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

const cell = 'padding:6px 12px;border-bottom:1px solid #d9dee3;vertical-align:top';

function tableHtml({ title, columns, rows, more }: ReadTable, words: MailWords): string {
  const head = columns.map((text) => `<th scope="col" align="left" style="${cell}">${safe(text)}</th>`);
  const body = rows.map(({ cells: [first, ...others] }) => {
    const own = `<th scope="row" align="left" style="${cell};font-weight:normal">${safe(first ?? '')}</th>`;
    return `<tr>${own}${others.map((text) => `<td style="${cell}">${safe(text)}</td>`).join('')}</tr>`;
  });
  return `${title === null ? '' : `<h2 style="font-size:16px;margin:24px 0 8px">${safe(title)}</h2>`}
<div style="overflow-x:auto"><table cellspacing="0" style="border-collapse:collapse">
<thead><tr>${head.join('')}</tr></thead>
<tbody>${body.join('\n')}</tbody></table></div>
${more > 0 ? `<p style="color:#55606b">${safe(words.more(more))}</p>` : ''}`;
}

function htmlOf({ title, tables, notes, missed, link, name, words, language }: Parts & { language: string }): string {
  return `<!doctype html><html lang="${safe(language)}"><head><meta charset="utf-8"><title>${safe(title)}</title></head>
<body style="margin:0;padding:24px;font:15px/1.5 system-ui,sans-serif;color:#1d252c;background:#ffffff">
<h1 style="font-size:20px;margin:0 0 16px">${safe(title)}</h1>
${tables.map((table) => tableHtml(table, words)).join('\n')}
${notes.map((note) => `<p style="color:#55606b">${safe(note)}</p>`).join('\n')}
${missed.length ? `<h2 style="font-size:16px">${safe(words.missed)}</h2><ul>${missed.map((one) => `<li>${safe(one)}</li>`).join('')}</ul>` : ''}
<p><a href="${safe(link)}" style="color:#0b6b57">${safe(words.open)}</a></p>
<p style="color:#55606b;font-size:13px">${safe(words.why(name))}</p>
</body></html>`;
}
