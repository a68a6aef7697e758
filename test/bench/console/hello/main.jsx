import '@mantine/core/styles.css';
import { MantineProvider, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

/** The least that the console's framework can be: a heading and a field to write in. */
function Hello() {
  const [text, setText] = useState('');
  return (
    <MantineProvider>
      <Title data-hello>Hello</Title>
      <Textarea aria-label="Hello" value={text} onChange={(event) => setText(event.currentTarget.value)} />
    </MantineProvider>
  );
}

createRoot(document.getElementById('root')).render(<Hello />);
