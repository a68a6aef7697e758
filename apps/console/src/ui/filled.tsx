import { Fragment, type ReactNode } from 'react';

/** A text with something drawn in its holes: `<Filled text={t('since {{time}}')} parts={{ time: <Moment … /> }} />`. */
export function Filled({ text, parts }: { text: string; parts: Readonly<Record<string, ReactNode>> }) {
  return text
    .split(/\{\{(\w+)\}\}/)
    .map((part, at) => <Fragment key={at}>{at % 2 === 0 ? part : parts[part]}</Fragment>);
}
