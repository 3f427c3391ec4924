#include "listen/stop_words.h"

#include <absl/container/flat_hash_set.h>
#include <absl/strings/str_split.h>

namespace watchfloor {
namespace {

constexpr absl::string_view kWords =
    // English
    "a about above across actually after again against ago ah ain all almost alone along already also "
    "although always am "
    "among an and another any anybody anymore anyone anything anyway are aren around as ask at away back be "
    "became "
    "because become been before began being below best better between both but by call called came can "
    "cannot cant come coming "
    "could couldn couple day days did didn different do does doesn doing don done dont down due during each "
    "either else enough "
    "especially even ever every everybody everyone everything except far few first for former forward found "
    "four from full further "
    "gave get gets getting give given gives giving go goes going gone gonna good got gotta great guess guy "
    "guys had hadn half happen happened has "
    "hasn have haven having he hello help her here hers herself hey hi him himself his hope how however i "
    "idk if im in indeed "
    "instead into is isn it its itself ive just keep keeps kind know known last later least left less let "
    "like literally little ll lol long "
    "look looking looks lot lots made make makes making many may maybe me mean means might mine more most "
    "much must my "
    "myself name need needed needs neither never new next no nobody none nope nor not nothing now of off oh "
    "ok okay omg on once one ones "
    "only or other others our ours ourselves out over own part past per perhaps please pls point possible "
    "probably put quite rather "
    "re real really right said same saw say saying says see seem seems seen sent several shall she should "
    "shouldn show "
    "since so some somebody someone something sometimes soon sorry still stuff such sure take taken takes "
    "taking tell than thank "
    "thanks that thats the their theirs them themselves then there these they thing things think this those "
    "though thought three "
    "through thru til till time times to today together told tomorrow tonight too took toward tried try "
    "trying turn two u under "
    "until up upon ur us use used using usually ve very via want wanted wants was wasn way we well went were "
    "weren what "
    "whatever when where whether which while who whole whom whose why will wish with within without won wont "
    "would wouldn wow "
    "wtf yea yeah year years yep yes yesterday yet yo you your yours yourself yourselves http https www com "
    "amp rt dm pm "
    "monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night week weeks "
    "month months "
    // German
    "aber alle als am an auch auf aus bei bin bis bist da das dass dem den denn der des die dir doch du ein "
    "eine einem einen einer "
    "es euch euer für habe haben hat hier ich ihr im ist ja jetzt kann kein keine man mein meine mich mir "
    "mit nach nicht noch nur oder "
    "schon sehr sein seine sich sie sind und uns vom von vor war warum was wenn wer wie wir wird wo zu zum "
    "zur über danke bitte hallo "
    // French
    "ai au aux avec avez bien bonjour ce ces cette dans de depuis des donc du elle en est et etre eu fait il "
    "ils je la le les leur "
    "lui ma mais mes moi mon même ne nos notre nous on ont ou où par pas plus pour pourquoi quand que quel "
    "qui sa sans ses si son sont suis sur ta "
    "te tes toi ton tout très tu un une vos votre vous été être merci svp "
    // Spanish, Portuguese, Italian
    "al algo aquí así como con cual cuando del desde donde dos el ella ellos ese eso esta este esto estos "
    "estoy está están fue gracias ha han "
    "hasta hay hola la las lo los me mi mis muy más ni nada no nos para pero por porque que quien qué se ser "
    "si sin sobre su sus sí "
    "también te tengo tiene todo tu un una uno unos usted ustedes ver ya yo ahora cómo "
    "ao aos com da das dos e ela ele em era essa esse eu foi isso isto já mais mas meu minha muito na nas "
    "nem no nos não o os ou "
    "para pela pelo por pra quando que quem se sem ser seu sua são só tem um uma você vocês até bom dia olá "
    "obrigado obrigada "
    "alla che chi ci di e gli ho il io ma mi nel nella non per più questo sono su un una è grazie ciao";

}  // namespace

bool isStopWord(std::string_view folded) {
  static const auto* const kSet = new absl::flat_hash_set<absl::string_view>(absl::StrSplit(kWords, ' '));
  return kSet->contains(absl::string_view(folded.data(), folded.size()));
}

}  // namespace watchfloor
