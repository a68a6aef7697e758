import type { ReactNode } from 'react';
import css from './page.module.css';

/** A page of its own beside the inbox: a title, a line of what it is for, and its content. */
export function Page({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <div className={css.scroller}>
      <div className={css.page}>
        <h1>{title}</h1>
        <p className={css.lead}>{lead}</p>
        {children}
      </div>
    </div>
  );
}

/** The frame around a table or a list of such a page. */
export function Panel({ children }: { children: ReactNode }) {
  return <div className={css.panel}>{children}</div>;
}
