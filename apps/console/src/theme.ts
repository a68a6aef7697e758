import { t } from './text/t.ts';
import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** A deep, quiet teal: shade 8 carries white text at 5.6 : 1. */
const lagoon: MantineColorsTuple = [
  '#e9f7f5',
  '#d2ebe8',
  '#a6d7d2',
  '#76c3bb',
  '#4fb2a9',
  '#36a79d',
  '#209b91',
  '#0b857c',
  '#00756e',
  '#005f59',
];
/** Greys for the dark scheme, with a drop of the same teal. */
const dark: MantineColorsTuple = [
  '#dfe8e6',
  '#b9c7c4',
  '#93a5a1',
  '#6a7d79',
  '#485a57',
  '#35433f',
  '#27322f',
  '#18211f',
  '#111917',
  '#0b100f',
];

export const theme = createTheme({
  colors: { lagoon, dark },
  primaryColor: 'lagoon',
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, 'SF Mono', Menlo, Consolas, monospace",
  headings: { fontWeight: '650' },
  components: {
    Modal: { defaultProps: { closeButtonProps: { 'aria-label': t('Close') } } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': t('Close') } } },
    // In a dialog a <header> counts as a second banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8438rem', md: '0.9063rem', lg: '1.0625rem', xl: '1.25rem' },
});
