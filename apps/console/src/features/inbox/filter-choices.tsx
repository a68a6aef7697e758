import { MessagingKind, Priority } from '#libs/contracts';
import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { facetsQuery } from '../../api/queries.ts';
import type { ThreadFilter } from '../../api/thread-list.ts';
import { t } from '../../text/t.ts';
import { channelWords, humanize } from '../../text/words.ts';
import { HungMenu } from '../../ui/hung.tsx';
import type { Opener } from '../../ui/opener.ts';
import { priorityWords } from './list-words.ts';
import css from './inbox-bar.module.css';

interface Choice {
  label: string;
  change: Partial<ThreadFilter>;
}
interface Kind {
  name: string;
  choices: Choice[];
}

interface Props {
  opener: Opener;
  onFilter: (change: Partial<ThreadFilter>) => void;
}

/** What the list can be narrowed to; what is chosen stands below as a chip. */
export function FilterChoices({ opener, onFilter }: Props) {
  const { data: facets } = useQuery(facetsQuery);
  const named = (values: readonly string[] | undefined, of: (value: string) => Choice) => (values ?? []).map(of);
  const kinds: Kind[] = [
    {
      name: t('Channel'),
      choices: MessagingKind.options.map((channel) => ({ label: channelWords[channel], change: { channel } })),
    },
    {
      name: t('Priority'),
      choices: Priority.options
        .toReversed()
        .map((priority) => ({ label: priorityWords[priority], change: { priority } })),
    },
    {
      name: t('Photo'),
      choices: [
        { label: t('With a photo'), change: { hasPhoto: true } },
        { label: t('Without photos'), change: { hasPhoto: false } },
      ],
    },
    { name: t('Tag'), choices: named(facets?.tags, (tag) => ({ label: tag, change: { tag } })) },
    {
      name: t('Intent'),
      choices: named(facets?.intents, (intent) => ({ label: humanize(intent), change: { intent } })),
    },
    { name: t('Queue'), choices: named(facets?.queues, (queue) => ({ label: humanize(queue), change: { queue } })) },
    { name: t('Team'), choices: (facets?.teams ?? []).map(({ id, name }) => ({ label: name, change: { team: id } })) },
  ];

  return (
    <HungMenu opener={opener} position="bottom-end" width={200}>
      <Menu.Dropdown>
        {kinds
          .filter(({ choices }) => choices.length > 0)
          .map(({ name, choices }) => (
            <Menu.Sub key={name} position="left-start">
              <Menu.Sub.Target>
                <Menu.Sub.Item>{name}</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown className={css.choices}>
                {choices.map(({ label, change }) => (
                  <Menu.Item key={label} onClick={() => onFilter(change)}>
                    {label}
                  </Menu.Item>
                ))}
              </Menu.Sub.Dropdown>
            </Menu.Sub>
          ))}
      </Menu.Dropdown>
    </HungMenu>
  );
}
