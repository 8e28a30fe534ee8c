/**
 * Processor time that this process has used, in ms. For tests of how work grows: what else runs
 * on the machine does not change it.
 */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
