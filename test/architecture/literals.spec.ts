import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../apps/console/src');
/** What a person reads or hears of an element; the others are for the browser. */
const read = /^(label|title|aria-label|aria-valuetext|placeholder|description|lead|what|alt|message|error)$/;
/** Names are names in every language, and so are the letters on keys. */
const names = /\b(Shiftline|WhatsApp|SMS|CSV|PNG|HELP|STOP|START|SLA|Alt|Ctrl|Shift)\b/g;
const spoken = (text: string) => /\p{L}{2}/u.test(text.replace(names, ''));

/** Texts written into a component instead of `t('…')`: between tags, in attributes, and in what is handed to notices. */
function literals(source: string, name: string): string[] {
  const found: string[] = [];
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
  const text = (node: ts.Node | undefined): string | null => {
    if (!node) return null;
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
    if (ts.isTemplateExpression(node))
      return [node.head, ...node.templateSpans.map((s) => s.literal)].map((p) => p.text).join(' ');
    if (ts.isConditionalExpression(node))
      return [text(node.whenTrue), text(node.whenFalse)].filter(Boolean).join(' ') || null;
    if (ts.isBinaryExpression(node)) return text(node.right);
    if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node)) return text(node.expression);
    return null;
  };
  const note = (words: string | null) =>
    words !== null && spoken(words) && found.push(words.replace(/\s+/g, ' ').trim());
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node.text);
    else if (ts.isJsxAttribute(node) && read.test(node.name.getText(file))) note(text(node.initializer));
    else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) note(text(node));
    else if (
      ts.isPropertyAssignment(node) &&
      read.test(node.name.getText(file).replace(/'/g, '')) &&
      !isTranslated(node)
    )
      note(text(node.initializer));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** What is put into the holes of a text is not itself a text. */
function isTranslated(node: ts.Node): boolean {
  const call = node.parent.parent;
  return ts.isCallExpression(call) && call.expression.getText() === 't';
}

describe('the console', () => {
  it('says nothing that could not be said in another language', () => {
    const said = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.spec.ts') && !name.startsWith('text'))
      .flatMap((name) => literals(readFileSync(join(root, name), 'utf8'), name).map((words) => `${name}: ${words}`));
    expect(said).toEqual([]);
  });

  it.each([
    ['between tags', '<p>Hello there</p>', ['Hello there']],
    ['in an attribute', '<p title="Hello" className="hello" />', ['Hello']],
    ['in one that is put together', '<p aria-label={`Open ${name}`} />', ['Open']],
    ['in a choice', "<p>{open ? 'Open' : t('Closed')}</p>", ['Open']],
    ['in a fallback', "<p>{name ?? 'Nobody'}</p>", ['Nobody']],
    ['in a notice', "notify({ color: 'red', title: 'Failed' })", ['Failed']],
    ['not where it is translated', "<p title={t('Hello')}>{t('{{label}} there', { label: 'x' })}</p>", []],
    ['not in what no one reads', '<Kbd size="sm">o</Kbd>', []],
  ])('is searched %s', (_, source, found) => expect(literals(source, 'x.tsx')).toEqual(found));
});
