import { describe, expect, it } from 'vitest';
import { isKindReaction, isThanks } from './is-thanks.js';

describe('only thanks, agrees or says goodbye', () => {
  it.each([
    // English
    ...['thanks', 'Thanks!', 'THANK YOU', 'Thank you so much!!', 'thx', 'ty', 'cheers mate', 'ta', 'Many thanks'],
    ...['Thanks a lot for your help 😊', 'thanks again, have a nice day', 'Ok', 'okay, thanks', 'Got it, thank you', 'Great'],
    ...['Perfect, thanks!', 'All good, thank you', 'Brilliant. Thanks for letting me know.', 'No, thank you', 'no thanks'],
    ...['That’s all, thanks', "that's great", 'Works now, thank you!', 'Bye bye', 'Lovely, thank you very much', 'k'],
    // German
    ...['danke', 'Danke schön!', 'Vielen Dank, schönen Tag noch', 'Herzlichen Dank für Ihre Hilfe', 'Alles klar, danke', 'super'],
    ...['Nein danke', 'Passt, merci', 'Funktioniert jetzt, vielen Dank!', 'Tschüß'],
    // French
    ...['merci', 'Merci beaucoup !', 'D’accord, merci', 'Parfait', 'Merci à vous, bonne journée', 'non merci', 'Ça marche'],
    // Spanish
    ...['gracias', '¡Muchas gracias!', 'Vale, gracias', 'Perfecto 👍', 'Mil gracias por su ayuda', 'no gracias', 'Adiós'],
    // Italian
    ...['grazie', 'Grazie mille!', 'Va bene, grazie', 'La ringrazio molto', 'Perfetto, buona giornata', 'tutto ok'],
    // Portuguese
    ...['obrigado', 'Muito obrigada!', 'Tá bom, obrigado', 'Obg', 'Valeu', 'Perfeito, bom dia', 'não, obrigado'],
    // Dutch
    ...['bedankt', 'Dank je wel!', 'Oké, dank u', 'Hartelijk dank voor de snelle reactie', 'Fijne dag, bedankt', 'top'],
    // Polish
    ...['dziękuję', 'Dzięki!', 'Dziękuję bardzo za pomoc', 'W porządku, dziękuję', 'Miłego dnia, dzięki', 'okej'],
    // Signs alone
    ...['👍', '👍🏽', '🙏🙏', '❤️', '😊', '👍 🙏', '✅', ':)', ' :-) ', '<3', '🆗', '👌🏿'],
  ])('%s', (text) => expect(isThanks(text)).toBe(true));
});

describe('says more, or something else', () => {
  it.each([
    ...['thanks but it still leaks', 'Thanks, when do you come?', 'thanks?', 'ok?', 'Thank you, 14:00 is fine', 'thanks 2'],
    ...['no', 'yes', 'yes please', 'yes, thanks', 'ja', 'ja bitte', 'ja, danke', 'oui', 'si', 'tak', 'nein', 'sim', 'nee', 'nie'],
    ...['not good', 'it is not ok', 'great, another failure', 'thanks for nothing', 'Perfect, but one question', 'no problem with that'],
    ...['danke, aber es tropft noch', 'merci mais ça fuit encore', 'gracias pero sigue goteando', 'grazie ma perde ancora'],
    ...['obrigado mas ainda vaza', 'bedankt maar het lekt nog', 'dziękuję ale nadal cieknie', 'hello', 'please', 'you too', 'and'],
    ...['👎', '😡', '😢', '❓', '🤔', '💔', '🚨', 'thanks 😡', 'ok 🙄', '', ' ', '!!!', '...', 'and so', 'for your help', '5', '👍?'],
    ...['STOP', 'It works not', 'call me', 'super gau', 'good morning', 'thank', `thanks ${'so much '.repeat(30)}`, '¿gracias?', 'ok4'],
  ])('%s', (text) => expect(isThanks(text)).toBe(false));

  it('is nothing where there are no words', () => expect(isThanks(null)).toBe(false));

  it('and takes no time over what was made to take it', () => {
    const start = performance.now();
    for (let n = 0; n < 200; n++) isThanks(`${'ok '.repeat(52)}x`);
    for (let n = 0; n < 200; n++) isThanks('DANKE IHNEN SEHR '.repeat(9).slice(0, 159));
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('a reaction', () => {
  it.each(['👍', '❤️', '🙏🏻', '', ' ', null])('of %j begins nothing', (emoji) => expect(isKindReaction(emoji)).toBe(true));
  it.each(['👎', '😡', '😮', '❓', '😢'])('of %s is worth a look', (emoji) => expect(isKindReaction(emoji)).toBe(false));
});
