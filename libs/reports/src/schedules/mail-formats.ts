/** Numbers and days as people read them in a language. */
export function mailFormats(language: string) {
  const numbers = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options);
  const [plain, decimal] = [numbers({}), numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 })];
  const percent = numbers({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const unit = (name: string, value: number) => numbers({ style: 'unit', unit: name }).format(value);
  return {
    count: (value: number) => plain.format(value),
    share: (value: number) => percent.format(value),
    number: (value: number) => decimal.format(value),
    money: (value: number, currency: string | null) =>
      currency === null ? decimal.format(value) : numbers({ style: 'currency', currency }).format(value),
    /** "45 secs", "7 mins", "1 hr 20 mins", in the words of the language. */
    seconds(value: number): string {
      if (value < 59.5) return unit('second', Math.round(value));
      const minutes = Math.round(value / 60);
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      return [hours > 0 && unit('hour', hours), (rest > 0 || hours === 0) && unit('minute', rest)]
        .filter(Boolean)
        .join(' ');
    },
    /** A date such as `2026-03-01`. */
    day: (date: string) =>
      new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(date)),
  };
}
