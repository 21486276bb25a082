#include "stages/clean/solicitation.h"

#include <gtest/gtest.h>

#include <string>

#include "stages/clean/passage.h"

namespace headwater {
namespace {

bool solicits_in(const std::string& printed) {
  std::string words;
  mask_passage(printed, words);
  return solicits(words);
}

TEST(Solicitation, OffersInSixLanguages) {
  for (const char* printed : {
           "Subscribe to the Tide Letter today for just $7 a month.",
           "Order the gull calendar by May 3 and save.",
           "Call 555-0134 for home delivery.",
           "Kelp Motors: 20 percent off all boats until May 3.",
           "Kelp Motors: 20% off all boats until May 3.",
           "Get 3 months of the Courier for 1 dollar.",
           "The Tide Letter, 3 dollars a month, in your inbox.",
           "Suscríbete por 3 euros al mes.",
           "Llama al 555-0134 para recibir el periódico.",
           "Assine o jornal por 3 reais ao mês.",
           "Abonnez-vous à partir de 3 euros par mois.",
           "Jetzt 3 Wochen lesen für 5 Euro.",
           "Der Hafenbote im Abo für 3 Euro im Monat.",
           "Abbonati per 3 euro al mese.",
       }) {
    EXPECT_TRUE(solicits_in(printed)) << printed;
  }
}

TEST(Solicitation, ReportsWithNewFigures) {
  for (const char* printed : {
           "The index closed at 1,044 on Monday.",
           "High water at the quay stood at 104 inches.",
           "Order backlog stood at 12 mln dlrs on May 3.",
           "Call volume was 1,200 contracts.",
           "Book value 12.50 dlrs a share vs 11.20.",
           "Shr 25 cts vs 20 cts",
           "El índice cerró en 1.044 puntos.",
           "Le niveau de l'eau était de 104 centimètres.",
           "Der Pegel stand am Montag bei 104 Zentimetern.",
           "O índice fechou em 1.044 pontos.",
           "L'indice ha chiuso a 1.044 punti.",
           "The 5 boats off the pier sailed.",
           "",
       }) {
    EXPECT_FALSE(solicits_in(printed)) << printed;
  }
}

}  // namespace
}  // namespace headwater
