type Told = readonly [title: string, text: string];

/** Reports of one event, each about another side of it: one story, and a loose one. */
export const ferryReports: readonly [Told, Told, Told, Told, Told] = [
  [
    'Ferry runs aground on rocks in heavy rain',
    'The ferry Alcora ran aground on rocks off Tarvik early on Monday with 212 people on board. The coast guard sent two lifeboats and a helicopter through heavy rain. Nobody was hurt, a spokeswoman said, although waves broke over the deck for hours and the engine room was under water by dawn.',
  ],
  [
    'Captain had slept nine hours, her lawyer says',
    'Investigators have questioned Signe Aldal, whose ferry lies off Tarvik, about her watch and the speed of the vessel. The lawyer told reporters that she had slept for nine hours before. The prosecutor wants to hear the helmsman of the Alcora next, and has asked for recordings from the bridge.',
  ],
  [
    'Schools open their halls to passengers of the Alcora',
    'Families from the ferry spent the night on mattresses in three schools. Bakers brought bread, and teachers read stories to children until the buses came. The mayor thanked pupils of Tarvik who had carried blankets from the gymnasium, and promised that lessons would begin again on Wednesday.',
  ],
  [
    'Oil reaches beaches near Tarvik',
    'Volunteers shovelled black sludge from the sand of the bay and washed seabirds in a tent. Fishermen fear for mussels and for the summer season. Biologists counted ninety dead eiders on the first evening; the tanks of the ferry Alcora hold enough fuel to soil the whole fjord.',
  ],
  [
    'Insurer falls by six percent after accident of the Alcora',
    'Shares of Nordhav fell by six percent when the insurer put the damage to the ferry at forty million. Analysts at the exchange had expected less. The group keeps its forecast for the year, yet the dividend may shrink, its treasurer told investors in a call that lasted ten minutes.',
  ],
];

/** Reports of another event, which have nothing to do with those. */
export const heistReports: readonly [Told, Told, Told] = [
  [
    'Thieves take medieval crown from Ostrava museum',
    'Thieves broke into the museum of Ostrava at night and took a medieval crown, police said. The alarm of the museum was silent, inspector Jana Novotna told reporters. A guard found the broken case at six in the morning.',
  ],
  [
    'Police search for crown stolen from Ostrava museum',
    'Police searched cars around Ostrava for the medieval crown that thieves stole from the museum. Inspector Jana Novotna said that the alarm had been cut. The guard who found the broken case was questioned.',
  ],
  [
    'Ostrava museum offers reward for stolen crown',
    'The museum of Ostrava offers a reward for the medieval crown. Inspector Jana Novotna hopes that somebody saw the thieves, whom no alarm disturbed, and their van. A guard had found the case broken.',
  ],
];
