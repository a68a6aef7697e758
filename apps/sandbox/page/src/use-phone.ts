import { useState } from 'react';

const KEY = 'sandbox-phone';
const FIRST = '+447700900123';

/** The number of this handset, kept between visits. */
export function usePhone(): [string, (phone: string) => void] {
  const [phone, setPhone] = useState(() => localStorage.getItem(KEY) ?? FIRST);
  return [
    phone,
    (next) => {
      localStorage.setItem(KEY, next);
      setPhone(next);
    },
  ];
}
