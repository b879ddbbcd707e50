import { EVALUATION_QUANTITIES, type Evaluation, evaluationCover, IGNORING_TASKS } from "./evaluation";
import { type Row, ratioFigure, type Simulation, shareFigure } from "./figure";
import { simulationRandom } from "./random";

/** Shapes of the Beta distribution of tasks' acceptance rates, with the stated width relative to ignoring tasks. */
const EASES = [
  { ease: 0.3, width: 0.65 },
  { ease: 0.6, width: 0.8 },
  { ease: 2, width: 0.95 },
];

type Setting = Pick<Evaluation, "tasks" | "runsPerTask" | "unshared" | "sigma"> & { stated?: boolean };

const SETTINGS: readonly Setting[] = [
  { tasks: 89, runsPerTask: 5, unshared: 0, sigma: 0.6, stated: true },
  { tasks: 89, runsPerTask: 5, unshared: 0, sigma: 1.0 },
  { tasks: 89, runsPerTask: 1, unshared: 0, sigma: 0.6 },
  { tasks: 20, runsPerTask: 5, unshared: 0, sigma: 0.6 },
  { tasks: 10, runsPerTask: 5, unshared: 0, sigma: 0.6 },
  { tasks: 89, runsPerTask: 5, unshared: 0.2, sigma: 0.6 },
  { tasks: 30, runsPerTask: 5, unshared: 0.5, sigma: 0.6 },
];

const COVER = { low: 0.93, high: 0.97 };
const STATED_COVER = [0.943, 0.954];
const NARROWER = { low: 0, high: 1 };

function rowName({ tasks, runsPerTask, unshared, sigma }: Setting, ease: number): string {
  const own = unshared === 0 ? "" : `, ${Math.round(unshared * 100)} % not shared`;
  return `Beta(${ease}), ${tasks} x ${runsPerTask}${own}, sigma ${sigma.toFixed(1)}`;
}

/** The evaluation design: strong tasks, many and few, shared and not. */
export const EVALUATIONS: Simulation = {
  title:
    "Evaluation, clustered by task: cover of a nominal .95, and the width for acceptance relative to ignoring tasks",
  columns: [...EVALUATION_QUANTITIES, IGNORING_TASKS, "relative width"],
  repetitions: 3000,
  *rows(repetitions): Generator<Row> {
    const random = simulationRandom(4);
    for (const setting of SETTINGS) {
      for (const { ease, width } of EASES) {
        const { cover, relativeWidth } = evaluationCover({ ...setting, ease }, random, repetitions);
        // Where tasks are not shared, or few are known, a range that is right is wider.
        const narrower = setting.tasks === 89 && setting.unshared === 0 ? NARROWER : null;
        yield {
          name: rowName(setting, ease),
          figures: [
            ...EVALUATION_QUANTITIES.map((quantity) => {
              const stated = setting.stated && quantity === "d acceptance" ? STATED_COVER : undefined;
              return shareFigure(cover[quantity], repetitions, { stated, target: COVER });
            }),
            shareFigure(cover[IGNORING_TASKS], repetitions, { stated: setting.stated ? [0.959, 0.998] : undefined }),
            ratioFigure(relativeWidth, repetitions, { stated: setting.stated ? [width] : undefined, target: narrower }),
          ],
        };
      }
    }
  },
};
