import { SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import { api, type Demo } from './api.ts';
import { Handset } from './handset.tsx';
import { Misbehave } from './misbehave.tsx';
import { SignIns } from './sign-ins.tsx';
import { useNarrow } from './use-narrow.ts';
import { usePhone } from './use-phone.ts';

type Side = 'handset' | 'console';

/** The handset beside the console; on a narrow screen one of the two. Both stay mounted: a call goes on unseen. */
export function App() {
  const [demo, setDemo] = useState<Demo | null>(null);
  const [failed, setFailed] = useState(false);
  const [side, setSide] = useState<Side>('handset');
  const [phone, setPhone] = usePhone();
  const narrow = useNarrow();

  useEffect(() => {
    api.demo().then(setDemo, () => setFailed(true));
  }, []);

  return (
    <div className="page" data-side={side}>
      <header className="top">
        <Brand />
        <h1>Shiftline sandbox</h1>
        <p className="tagline">
          {demo
            ? `Ring ${demo.company}, then watch the call become a conversation.`
            : 'A phone to try everything with.'}
        </p>
        {narrow && (
          <SegmentedControl
            aria-label="What to show"
            className="switch"
            fullWidth
            value={side}
            onChange={(value) => setSide(value as Side)}
            data={[
              { value: 'handset', label: 'Handset' },
              { value: 'console', label: 'Console' },
            ]}
          />
        )}
      </header>
      <main className="columns">
        <section className="left" aria-label="Handset">
          {failed && (
            <p role="alert" className="notice">
              The sandbox does not answer. Is the hub running?
            </p>
          )}
          {demo && <Handset demo={demo} phone={phone} onPhone={setPhone} visible={!narrow || side === 'handset'} />}
        </section>
        <section className="right" aria-label="Console and demo">
          <div className="panels">
            {demo && <SignIns users={demo.users} />}
            <Misbehave phone={phone} />
          </div>
          <div className="console">
            <iframe src="/" title="Agents' console" />
          </div>
        </section>
      </main>
    </div>
  );
}

function Brand() {
  return (
    <svg className="brand" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path d="M10 8h12a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3h-5l-5 4v-4h-2a3 3 0 0 1-3-3v-7a3 3 0 0 1 3-3z" fill="#fff" />
      <path
        d="M11 14.5h9m-3-3 3 3-3 3"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
