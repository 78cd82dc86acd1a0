package org.passerelle.node.bench.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.passerelle.core.names.Evidence;

/** Invented persons of the Sahel, drawn from a fixed seed: frequent given names, patronymics and families, in the spellings of the region. */
final class PersonDraw {
    private static final String[] GIVEN =
            ("Mohamed Muhammad Mahamadou Mamadou Ahmed Amadou Ahmad Mahmoud Ali Aliou Oumar Umar Ousmane Othmane Hassan Alassane Hussein"
                            + " Hocine Ibrahim Ibrahima Brahim Ismaïla Issa Moussa Musa Youssouf Yusuf Yacouba Daouda Souleymane Idrissa"
                            + " Boubacar Abdoulaye Abdallah Abdelkrim Abderrahmane Abdelkader Salah Saleh Salem Hamza Khaled Rachid"
                            + " Mokhtar Moctar Mustapha Djamel Noureddine Bilal Seydou Sidi Cheikh Hama Hamadoun Hamidou Modibo Akli"
                            + " Ghissa Efad Inawelan Attaye Bazi Wanalher Fatimata Mariam Aïchata Zeinabou Salamata Lalla")
                    .split(" ", -1);
    private static final String[] FAMILIES =
            ("Traoré Coulibaly Diallo Cissé Touré Keïta Maïga Haïdara Dicko Barry Sidibé Sangaré Koné Dembélé Diarra Ouattara Ouédraogo"
                            + " Sawadogo Guindo Togo Tall Bah Sow Kouyaté Konaté Zerhouni Benslimane Boutarfa Makhloufi Merabet Belkacem"
                            + " Hadjersi Tlemcani Zitouni Ouyahi Warfalli Zintani Misrati Tebawi Fezzani Obeidi Magarha Goukouni Togoï"
                            + " Wardougou Bonkano Djermakoye Garba Ouologuem Bocoum Yalcouyé Tamboura Bouyagui Weddadi Tolba Nagim")
                    .split(" ", -1);
    private static final String[] SYLLABLES =
            "ba bo da di do fa ga ghi ha in ka kha la ma mou na nou ra ri sa si ta ti tou wa wan ya za zou el"
                    .split(" ", -1);
    private static final String[] PARTICLES = {"ag", "ould", "ben", "bin", "walet"};
    private static final String[] COUNTRIES = {"mali", "niger", "chad", "algeria", "libya", "mauritania", "burkina faso"
    };

    private final Random random;

    PersonDraw(long seed) {
        random = new Random(seed);
    }

    /** A person's name and what is known beside it. */
    record Person(String name, Evidence evidence) {}

    List<Person> draw(int count) {
        List<Person> persons = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int year = 1950 + random.nextInt(50);
            persons.add(
                    new Person(name(), new Evidence(List.of(new Evidence.Years(year, year)), Set.of(one(COUNTRIES)))));
        }
        return persons;
    }

    private String name() {
        return switch (random.nextInt(5)) {
            case 0 -> one(GIVEN) + " " + one(PARTICLES) + " " + invented();
            case 1 -> one(GIVEN) + " " + one(GIVEN) + " " + one(FAMILIES);
            case 2 -> one(GIVEN) + " " + one(PARTICLES) + " " + one(GIVEN) + " " + one(PARTICLES) + " " + invented();
            case 3 -> one(GIVEN) + " al-" + invented();
            default -> one(GIVEN) + " " + one(FAMILIES);
        };
    }

    private String invented() {
        StringBuilder word = new StringBuilder();
        for (int syllables = 2 + random.nextInt(3); syllables > 0; syllables--) {
            word.append(one(SYLLABLES));
        }
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private String one(String[] words) {
        return words[random.nextInt(words.length)];
    }
}
