import { type Row, type Simulation, shareFigure } from "./figure";
import { OFF_POLICY_QUANTITIES, type OffPolicyQuantity, offPolicyCover } from "./off-policy";
import { simulationRandom } from "./random";

/** Stated cover (specification, section 14) by number of logged runs. */
const STATED: { runs: number; cover: Partial<Record<OffPolicyQuantity, number[]>> }[] = [
  {
    runs: 300,
    cover: {
      "DM cost": [0.9, 0.93],
      "DM acceptance": [0.93],
      "DM ratio": [0.92, 0.93],
      IPS: [0.92, 0.94],
      DR: [0.91, 0.93],
    },
  },
  {
    runs: 1000,
    cover: {
      "DM cost": [0.93, 0.95],
      "DM acceptance": [0.95],
      "DM ratio": [0.93, 0.94],
      IPS: [0.92, 0.95],
      DR: [0.92, 0.94],
    },
  },
  {
    runs: 5000,
    cover: {
      "DM cost": [0.93, 0.96],
      "DM acceptance": [0.95, 0.96],
      "DM ratio": [0.94, 0.96],
      IPS: [0.95, 0.96],
      DR: [0.94, 0.96],
    },
  },
];

/** "What if we routed by another policy?", from logs of two policy versions. */
export const OFF_POLICY: Simulation = {
  title: "Off-policy, three steps and three models: cover of a nominal .95",
  columns: OFF_POLICY_QUANTITIES,
  repetitions: 2000,
  *rows(repetitions): Generator<Row> {
    const random = simulationRandom(5);
    for (const { runs, cover: stated } of STATED) {
      for (const sigma of [0.6, 1]) {
        const cover = offPolicyCover({ runs, sigma }, random, repetitions);
        yield {
          name: `${runs} logged runs, sigma ${sigma.toFixed(1)}`,
          figures: OFF_POLICY_QUANTITIES.map((quantity) =>
            shareFigure(cover[quantity], repetitions, { stated: stated[quantity], target: "stated" }),
          ),
        };
      }
    }
  },
};
