import { describe, expect, it } from 'vitest';
import { answeredBy, keywordIn, plain } from './keyword.js';

const read = (text: string | null, taken: string | null = null) => {
  const found = keywordIn(text, taken);
  return found && [found.meaning, found.languages?.join() ?? 'every'].join(' ');
};

describe('a keyword', () => {
  it.each([
    ['STOP', 'opt_out every'],
    [' Stop. ', 'opt_out every'],
    ['stop 🛑🙏', 'opt_out every'],
    ['"STOP"', 'opt_out every'],
    ['ＳＴＯＰ', 'opt_out every'],
    ['stop\nall!', 'opt_out every'],
    ['STOPALL', 'opt_out every'],
    ['Unsubscribe', 'opt_out every'],
    ['cancel', 'opt_out every'],
    ['end', 'opt_out every'],
    ['quit', 'opt_out every'],
    ['revoke', 'opt_out every'],
    ['opt-out', 'opt_out every'],
    ['OptOut', 'opt_out every'],
    ['Stopp', 'opt_out de'],
    ['abmelden!', 'opt_out de'],
    ['Arrêt', 'opt_out fr'],
    ['ARRET', 'opt_out fr'],
    ['désabonner', 'opt_out fr'],
    ['baja', 'opt_out es'],
    ['cancelar', 'opt_out es,pt'],
    ['Sair', 'opt_out pt'],
    ['disiscrivimi', 'opt_out it'],
    ['afmelden', 'opt_out nl'],
    ['wypisz', 'opt_out pl'],
    ['start', 'opt_in every'],
    ['UNSTOP', 'opt_in every'],
    ['alta', 'opt_in es'],
    ['Wznów', 'opt_in pl'],
    ['yes', 'again every'],
    ['help?', 'help every'],
    ['Info', 'help every'],
    ['Hilfe', 'help de'],
  ])('%j is %s', (text, meaning) => expect(read(text)).toBe(meaning));

  it.each([
    ['please stop the delivery'],
    ['stop please'],
    ['stopp it'],
    ['no'],
    ['nein'],
    ['ja'],
    ['oui'],
    ['fin'],
    ['Ende'],
    ['basta'],
    ['helpful'],
    ['🛑'],
    [''],
    [null],
    ['STOP' + '!'.repeat(200)],
  ])('%j is none', (text) => expect(read(text)).toBeNull());

  it('is what the provider has taken it as, whatever we would have read', () => {
    expect(read('ARRÊTEZ TOUT', 'STOP')).toBe('opt_out every');
    expect(read('stop', 'HELP')).toBe('help every');
    expect(read('', 'start')).toBe('opt_in every');
    expect(read('stop', 'SOMETHING NEW')).toBe('opt_out every');
  });

  it('of a marketing template is about marketing alone', () =>
    expect(keywordIn('Stop promotions', null)).toMatchObject({ meaning: 'opt_out', purpose: 'marketing' }));

  it('is compared without accents, marks and spelling of its letters', () =>
    expect([plain(' Wznów!! '), plain('Łódź'), plain("d'accord")]).toEqual(['WZNOW', 'LODZ', 'DACCORD']));
});

describe('who answers a keyword', () => {
  const carrier = ['STOP', 'START', 'HELP'];
  it.each([
    ['STOP', null, carrier, undefined, 'provider'],
    ['STOPP', null, carrier, undefined, 'hub'],
    ['STOPP', 'STOP', carrier, undefined, 'provider'],
    ['STOP', null, carrier, 'hub', 'hub'],
    ['STOPP', null, [], 'provider', 'provider'],
    ['STOP', null, [], undefined, 'hub'],
  ] as const)('%s taken as %s', (word, taken, answers, setting, who) =>
    expect(answeredBy({ word }, taken, answers, setting)).toBe(who),
  );
});
