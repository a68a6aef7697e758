import mark from '../shiftline.svg';
import css from './brand.module.css';

export function Brand({ company }: { company: string | undefined }) {
  return (
    <span className={css.brand}>
      <img src={mark} alt="" width={26} height={26} />
      <span className={css.name}>Shiftline</span>
      {company && <span className={css.company}>{company}</span>}
    </span>
  );
}
