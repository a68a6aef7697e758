import type { Message } from '#libs/contracts';
import { locale, t } from '../../../text/t.ts';
import { orderOf } from './content.ts';
import css from './message-body.module.css';

function money(amount: number, currency: string | undefined): string {
  try {
    return amount.toLocaleString(locale(), currency ? { style: 'currency', currency } : {});
  } catch {
    // No currency that anybody knows.
    return `${amount.toLocaleString(locale())} ${currency}`;
  }
}

/** What the customer has ordered from the catalogue. */
export function OrderTable({ message }: { message: Message }) {
  const { lines, totals } = orderOf(message);
  if (lines.length === 0) return null;
  return (
    <table className={css.order}>
      <caption className="sl-hidden">{t('Order')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('Product')}</th>
          <th scope="col">{t('Quantity')}</th>
          <th scope="col">{t('Price')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ product, quantity, price, currency }, at) => (
          <tr key={at}>
            <td dir="auto">{product ?? t('Unknown product')}</td>
            <td>{quantity.toLocaleString(locale())}</td>
            <td>{price === undefined ? '–' : money(price, currency)}</td>
          </tr>
        ))}
      </tbody>
      {totals.size > 0 && (
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('Total')}
            </th>
            <td>{[...totals].map(([currency, amount]) => money(amount, currency)).join(' + ')}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
