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

/** Those of the next days: the story stays loose however many of them join it. */
export const laterFerryReports: readonly [Told, Told, Told, Told] = [
  [
    'Tugs pull the Alcora off the rocks',
    'Three tugs from Bergsund freed the hull at high tide and took it under tow, watched by a crowd on the pier of Tarvik. Divers had closed a hole as long as a bus. The salvage master spoke of luck with wind and swell, and of forty hours without sleep.',
  ],
  [
    'Parliament asks minister about safety of every ferry',
    'The minister of transport has to tell members on Thursday how often an inspector boards such vessels. The opposition reads a pattern into four accidents, of which that off Tarvik was the last. Unions call for more crew on the bridge and for shorter shifts.',
  ],
  [
    'Choir sings for rescuers of Tarvik',
    'The cathedral was full when children sang for the men and women of the lifeboats. A father who had been aboard the Alcora with twins read a poem. The collection of the evening, some nine thousand crowns, goes to a new boathouse and to dry suits.',
  ],
  [
    'Shipyard offers to mend the Alcora by autumn',
    'A yard in Gdynia would replace forty plates of steel and both shafts of the ferry before October, its foreman says. Owners weigh that against scrapping. Without a ship the island off Tarvik has two sailings a week, and hotels there have begun to cancel.',
  ],
];

/** Reports of another event, which have nothing to do with those. */
export const heistReports: readonly [Told, Told, Told, Told] = [
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
  [
    'Van found after theft of crown from Ostrava museum',
    'Police found a burnt van in a wood near Ostrava, in which thieves may have taken the medieval crown of the museum away. Inspector Jana Novotna said that a tool for cutting the alarm lay in it. A guard had heard an engine.',
  ],
];
