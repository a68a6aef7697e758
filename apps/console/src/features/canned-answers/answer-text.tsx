import { nameOfVariable, variablesOf, variableWords } from '../../text/answer-variables.ts';
import css from './canned-answers.module.css';

/** Its variables by their names, those that will be asked for in another colour. */
export function AnswerText({ text }: { text: string }) {
  const names = new Set(variablesOf(text));
  return (
    <p className={css.text} dir="auto">
      {text.split(/(\{\{[^{}]+\}\})/).map((part, n) => {
        const name = part.slice(2, -2).trim();
        if (!part.startsWith('{{') || !names.has(name)) return part;
        return (
          <mark key={n} data-asked={!Object.hasOwn(variableWords, name) || undefined}>
            {nameOfVariable(name)}
          </mark>
        );
      })}
    </p>
  );
}
