import type { TemplateTranslation } from '#libs/contracts';
import { t } from '../../text/t.ts';
import { previewParts } from './preview.ts';
import css from './templates.module.css';

interface Props {
  translation: Pick<TemplateTranslation, 'header' | 'text' | 'footer' | 'buttons' | 'language'>;
  values?: Readonly<Record<string, string>>;
}

/** As it will stand in the customer's chat. */
export function TemplatePreview({ translation: { header, text, footer, buttons, language }, values = {} }: Props) {
  return (
    <div className={css.preview} lang={language.replaceAll('_', '-')} dir="auto">
      {header && <strong>{header}</strong>}
      <p>
        {previewParts(text, values).map((part, i) =>
          part.variable ? (
            <mark key={i} data-filled={part.variable.filled || undefined}>
              {part.text}
            </mark>
          ) : (
            part.text
          ),
        )}
      </p>
      {footer && <small>{footer}</small>}
      {buttons.length > 0 && (
        <ul className={css.buttons} aria-label={t('Buttons')}>
          {buttons.map((button) => (
            <li key={button.text}>{button.text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
