import { type Row, type Simulation, shareFigure } from "./figure";
import { simulationRandom } from "./random";
import { SNAPSHOT_QUANTITIES, snapshotCover } from "./snapshot";

/** The figure stands for these four acceptance rates: lowest to highest cover. */
const ACCEPTANCE_RATES = [0.3, 0.7, 0.9, 0.98];

type Setting = { sigma: number; candidateRuns: number; baselineRuns: number };

/** Lowest and highest cover of each quantity that the specification states (section 14), in the order of columns. */
const STATED: readonly (Setting & { cover: readonly (readonly [number, number])[] })[] = [
  stated(0.6, 50, 50, ".922-.971 .953-.997 .952-.955 .934-.942 .944-.951 .937-.954 .947-.962 .952-.960 .955-.974"),
  stated(0.6, 200, 200, ".925-.963 .947-.962 .948-.957 .939-.946 .942-.947 .944-.951 .948-.950 .949-.951 .949-.958"),
  stated(0.6, 5000, 5000, ".950-.962 .946-.966 .940-.953 .942-.955 .938-.963 .943-.953 .939-.954 .938-.952 .946-.955"),
  stated(1.0, 50, 50, ".924-.970 .944-.998 .949-.954 .909-.918 .935-.942 .915-.946 .936-.947 .956-.966 .944-.972"),
  stated(1.0, 200, 200, ".929-.954 .946-.961 .954-.957 .928-.938 .944-.948 .939-.948 .944-.948 .953-.955 .946-.956"),
  stated(1.0, 1000, 1000, ".940-.952 .946-.951 .946-.954 .943-.953 .947-.957 .940-.954 .945-.958 .947-.962 .947-.961"),
  stated(1.5, 50, 50, ".920-.971 .947-.999 .948-.954 .844-.855 .904-.909 .852-.905 .905-.923 .968-.971 .952-.973"),
  stated(1.5, 200, 200, ".934-.957 .947-.965 .952-.953 .892-.896 .923-.933 .896-.917 .926-.937 .959-.965 .953-.961"),
  stated(1.5, 1000, 1000, ".950-.955 .948-.952 .946-.962 .924-.932 .939-.950 .927-.938 .938-.950 .944-.960 .947-.960"),
  stated(1.5, 50, 500, ".916-.958 .951-.957 .950-.951 .854-.858 .873-.883 .861-.868 .884-.886 .879-.890 .895-.934"),
];

function stated(sigma: number, candidateRuns: number, baselineRuns: number, ranges: string) {
  const cover = ranges.split(" ").map((range) => {
    const [low, high] = range.split("-").map(Number);
    return [low ?? Number.NaN, high ?? Number.NaN] as const;
  });
  return { sigma, candidateRuns, baselineRuns, cover };
}

function* rows(repetitions: number, candidateUsd: number, isStated: boolean): Generator<Row> {
  const random = simulationRandom(1);
  for (const { cover, ...setting } of STATED) {
    const { sigma, candidateRuns, baselineRuns } = setting;
    const covers = ACCEPTANCE_RATES.map((acceptanceRate) =>
      snapshotCover({ ...setting, acceptanceRate, candidateUsd }, random, repetitions),
    );
    yield {
      name: `sigma ${sigma.toFixed(1)}, ${candidateRuns === baselineRuns ? baselineRuns : `${candidateRuns} v ${baselineRuns}`}`,
      figures: SNAPSHOT_QUANTITIES.map((quantity, i) =>
        shareFigure(
          covers.map((each) => each[quantity]),
          repetitions,
          isStated ? { stated: cover[i], target: "stated" } : {},
        ),
      ),
    };
  }
}

/** Cover of today's ranges where the arms do not differ, as in the specification. */
export const SNAPSHOT: Simulation = {
  title: "Today's 95 % range: cover, lowest to highest over acceptance .3, .7, .9, .98; arms alike",
  columns: SNAPSHOT_QUANTITIES,
  repetitions: 1500,
  rows: (repetitions) => rows(repetitions, 1, true),
};

/** The same with a difference to be found: skewed costs of unequal size no longer balance each other. */
export const SNAPSHOT_CHEAPER: Simulation = {
  ...SNAPSHOT,
  title: "Today's 95 % range: cover, lowest to highest over acceptance .3, .7, .9, .98; candidate 30 % cheaper",
  repetitions: 600,
  rows: (repetitions) => rows(repetitions, 0.7, false),
};
