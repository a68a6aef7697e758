import { describe, expect, it } from 'vitest';
import { linkParts } from './links.ts';

const links = (text: string) => linkParts(text).flatMap(({ href }) => href ?? []);

describe('addresses in a message', () => {
  it.each<[text: string, hrefs: string[]]>([
    ['see https://example.org/a?b=1#c', ['https://example.org/a?b=1#c']],
    ['https://example.org.', ['https://example.org/']],
    ['(see https://example.org/wiki/A_(b)).', ['https://example.org/wiki/A_(b)']],
    ['www.example.org, please', ['https://www.example.org/']],
    ['write to Jo.Neighbour+x@example.co.uk!', ['mailto:Jo.Neighbour+x@example.co.uk']],
    ['http://a.example and http://b.example', ['http://a.example/', 'http://b.example/']],
    ['“https://example.org”', ['https://example.org/']],
    ['https://münchen.example/straße', ['https://xn--mnchen-3ya.example/stra%C3%9Fe']],
    ['meter 12.345 at 09.30', []],
    ['javascript:alert(1)', []],
    ['JaVaScRiPt://example.org/%0aalert(1)', []],
    ['data:text/html,<script>alert(1)</script>', []],
    ['vbscript:msgbox file:///etc/passwd', []],
    ['https://bank.example@evil.example/login', []],
    ['https://localhost/admin', []],
    ['https://', []],
    ['<a href="https://example.org">x</a>', ['https://example.org/']],
  ])('%s', (text, hrefs) => expect(links(text)).toEqual(hrefs));

  it('keeps every character', () => {
    for (const text of ['', 'a', 'x https://example.org. y', '\u202Ehttps://example.org\u202C', 'www.example.org'])
      expect(
        linkParts(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
  });

  it('reads a long and hostile text in no time', () => {
    const began = performance.now();
    for (const text of ['a@'.repeat(5_000), 'https://a.'.repeat(1_000), '('.repeat(10_000), 'www.'.repeat(2_500)])
      linkParts(text);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
