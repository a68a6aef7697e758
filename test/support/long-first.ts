import { BaseSequencer, type TestSpecification } from 'vitest/node';

const long = /\/test\/(journeys|chaos|histories|simulate)\//;

/** What takes longest is begun first, also on a clone that has measured nothing: no worker ends minutes after the others. */
export default class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
