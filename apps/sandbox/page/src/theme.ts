import { createTheme, type MantineColorsTuple } from '@mantine/core';

const sea: MantineColorsTuple = [
  '#e8f6f4',
  '#d3ebe7',
  '#a8d8d1',
  '#79c3ba',
  '#52b0a6',
  '#389f95',
  '#1f857d',
  '#0f6b66',
  '#0b5854',
  '#074440',
];

/** Shades chosen so that white on the filled colour has a contrast of 4.5 or more in both schemes. */
export const theme = createTheme({
  primaryColor: 'sea',
  primaryShade: { light: 7, dark: 7 },
  colors: { sea },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
});
