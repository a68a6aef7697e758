import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** Null: nothing; NaN: what was typed is no number. */
  value: number | null;
  onChange: (value: number | null) => void;
}

const typedOf = (value: number | null) => (value === null || Number.isNaN(value) ? '' : String(value));

/** Shows what was typed, a number or not. */
export function NumberField({ value, onChange, ...props }: Props) {
  const [typed, setTyped] = useState(typedOf(value));
  return (
    <TextInput
      {...props}
      inputMode="numeric"
      value={typed}
      onChange={(event) => {
        const words = event.currentTarget.value;
        setTyped(words);
        onChange(words.trim() === '' ? null : Number(words));
      }}
    />
  );
}
