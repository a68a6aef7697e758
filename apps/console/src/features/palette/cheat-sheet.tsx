import '@mantine/core/styles/Switch.css';
import { Modal, Switch } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { t } from '../../text/t.ts';
import { type CommandGroup, commandGroups, useCommandList } from '../../ui/commands.ts';
import { writes, sequenceOf } from '../../ui/keys.ts';
import { switchShortcuts, useShortcutsEnabled } from '../../ui/shortcuts.ts';
import css from './cheat-sheet.module.css';
import { KeyCaps } from './key-caps.tsx';

/** Every key that does something here and now, by the place it belongs to. */
export function CheatSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const singles = useShortcutsEnabled();
  const commands = useCommandList().filter(({ keys }) => keys && (singles || !writes(sequenceOf(keys)[0]!)));
  const groups = (Object.keys(commandGroups) as CommandGroup[])
    .map((group) => ({ group, listed: commands.filter((command) => command.group === group) }))
    .filter(({ listed }) => listed.length > 0);
  return (
    <Modal
      opened={useMounted() && opened}
      onClose={onClose}
      title={t('Keyboard shortcuts')}
      size={860}
      closeButtonProps={{ 'aria-label': t('Close the list of shortcuts') }}
    >
      <div className={css.groups}>
        {groups.map(({ group, listed }) => (
          <section key={group} className={css.group} aria-labelledby={`keys-${group}`}>
            <h3 id={`keys-${group}`}>{commandGroups[group]}</h3>
            <dl>
              {listed.map(({ id, label, keys }) => (
                <div key={id}>
                  <dt>{label}</dt>
                  <dd>
                    <KeyCaps keys={keys!} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        className={css.switch}
        checked={singles}
        onChange={(e) => switchShortcuts(e.currentTarget.checked)}
        label={t('Shortcuts of a single key')}
        description={t('Switch them off where they get in the way of dictating or a screen reader.')}
      />
    </Modal>
  );
}
