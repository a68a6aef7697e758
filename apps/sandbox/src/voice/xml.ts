/** An element of a small, strict XML: no document types, no processing instructions, no namespaces. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly (XmlElement | string)[];
}

export class XmlError extends Error {
  override name = 'XmlError';
}

const NAME = /[A-Za-z_][\w.-]*/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const BETWEEN = /(?:\s|<!--(?:(?!--)[^])*-->)*/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Throws XmlError where a strict parser would. */
export function parseXml(source: string): XmlElement {
  const parser = new Parser(source.replace(/^\uFEFF/, ''));
  return parser.document();
}

class Parser {
  private at = 0;

  constructor(private readonly source: string) {}

  document(): XmlElement {
    this.take(/<\?xml\s[^?]*\?>/y);
    this.take(BETWEEN);
    const root = this.element();
    this.take(BETWEEN);
    if (this.at < this.source.length) this.fail('text after the root element');
    return root;
  }

  private element(): XmlElement {
    if (!this.skip('<')) this.fail('an element is expected');
    const name = this.take(NAME)?.[0] ?? this.fail('a name is expected');
    const attributes = this.attributes();
    this.take(/\s*/y);
    if (this.skip('/>')) return { name, attributes, children: [] };
    if (!this.skip('>')) this.fail(`<${name}> does not end`);
    const children = this.children();
    if (!this.take(new RegExp(`</${name.replaceAll('.', '\\.')}\\s*>`, 'y'))) this.fail(`</${name}> is expected`);
    return { name, attributes, children };
  }

  private attributes(): Record<string, string> {
    const attributes: Record<string, string> = {};
    for (let match = this.take(ATTRIBUTE); match; match = this.take(ATTRIBUTE)) {
      const [, name = '', double, single] = match;
      if (Object.hasOwn(attributes, name)) this.fail(`${name} is given twice`);
      attributes[name] = this.decode(double ?? single ?? '');
    }
    return attributes;
  }

  private children(): (XmlElement | string)[] {
    const children: (XmlElement | string)[] = [];
    for (;;) {
      const text = this.take(/[^<]+/y)?.[0];
      if (text) children.push(this.decode(text));
      else if (this.take(/<!--(?:(?!--)[^])*-->/y)) continue;
      else if (this.source.startsWith('<![CDATA[', this.at)) children.push(this.characterData());
      else if (this.source.startsWith('</', this.at) || this.at >= this.source.length) return children;
      else children.push(this.element());
    }
  }

  private characterData(): string {
    return this.take(/<!\[CDATA\[([^]*?)\]\]>/y)?.[1] ?? this.fail('CDATA does not end');
  }

  private decode(text: string): string {
    return text.replace(/&([^;&\s]*);?/g, (whole, name: string) => {
      if (!whole.endsWith(';')) this.fail(`${whole} is no entity`);
      const [, hex, decimal] = /^#(?:x([\da-f]+)|(\d+))$/i.exec(name) ?? [];
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      if ((hex || decimal) && code <= 0x10ffff) return String.fromCodePoint(code);
      return ENTITIES[name] ?? this.fail(`${whole} is no entity`);
    });
  }

  private skip(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.source);
    if (match) this.at = pattern.lastIndex;
    return match;
  }

  private fail(reason: string): never {
    throw new XmlError(`${reason} (at character ${this.at})`);
  }
}
