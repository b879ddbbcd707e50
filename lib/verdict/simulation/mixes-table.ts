import { type Simulation, shareFigure } from "./figure";
import { mixCover } from "./mixes";
import { simulationRandom } from "./random";

/** Steps that hardly differ, and steps from easy to hard, by acceptance rate. */
const STEPS = [
  { name: "acceptance about .97", acceptanceRates: [0.99, 0.985, 0.98, 0.97, 0.96, 0.94] },
  { name: "acceptance .95 to .3", acceptanceRates: [0.95, 0.9, 0.8, 0.7, 0.5, 0.3] },
];

/** Six steps in opposite shares: adjusted for the mix, and not. */
export const MIXES: Simulation = {
  title: "Difference of acceptance over six steps that the arms did in opposite shares: cover of today's 95 % range",
  columns: ["on one mix of steps", "naive", "naive: false difference"],
  repetitions: 4000,
  *rows(repetitions) {
    const random = simulationRandom(2);
    for (const { name, acceptanceRates } of STEPS) {
      for (const shift of [0, -0.05]) {
        for (const runs of [50, 200, 1000]) {
          const { standardised, naive } = mixCover({ acceptanceRates, shift, runs }, random, repetitions);
          yield {
            name: `${name}, ${shift === 0 ? "no difference" : "5 points lower"}, ${runs} v ${runs}`,
            figures: [
              shareFigure(standardised, repetitions, { stated: [0.953, 0.996], target: "stated" }),
              shareFigure(naive, repetitions),
              shift === 0 ? shareFigure(1 - naive, repetitions, { stated: [0.03, 0.996] }) : null,
            ],
          };
        }
      }
    }
  },
};
