import type { House } from './uploads/upload-links.service.js';

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

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Whatever a text says, it is only text. */
export const html = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign]!);

/** The frame of a page for customers. `scripts`: tags for its head. */
export function publicPage(
  { language, company, texts, phone }: House,
  title: string,
  body: string,
  scripts = '',
): string {
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
${scripts}
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
