#include "sources/simulator/phrases.h"

#include <absl/strings/str_cat.h>

#include <array>
#include <span>

namespace watchfloor {
namespace {

using Text = std::string_view;

struct Tones {
  std::array<Text, 6> negative, neutral, positive;

  std::span<const Text> of(Label tone) const {
    return tone == Label::kNegative ? negative : tone == Label::kPositive ? positive : neutral;
  }
};

struct SectorTexts {
  std::array<Text, 6> products;
  std::array<Text, Phrases::kTopics> topics;  // what an answer calls them
  std::array<Tones, Phrases::kTopics> cores;
};

constexpr std::array<Text, 16> kCities = {"Ambleford", "Torrin",     "Castel Mare", "Norhaven",
                                          "Sundby",    "Villarosa",  "Eastmere",    "Port Alder",
                                          "Grünau",    "Kestrelton", "Mirabel",     "Ostrel Bay",
                                          "Lindholm",  "Saint Ode",  "Quarrybank",  "Westerfeld"};

constexpr Tones kOpeners = {
    {"Honestly, ", "@{brand} ", "Unbelievable: ", "Not again, {brand}. ", "Dear {brand}, ", ""},
    {"Hi {brand}, ", "@{brand} ", "Quick question: ", "Does anybody know: ", "Hello, ", ""},
    {"Credit where it is due: ", "@{brand} ", "Well done {brand}! ",
     "Lovely surprise: ", "Thank you {brand}, ", ""}};

constexpr Tones kEndings = {
    {"", " Please sort this out.", " Third time this month.", " I expect an answer.", " So tired of it.",
     " 😠"},
    {"", " Thanks.", " Any hint helps.", " Thanks in advance!", " Asking for my mother.", " 🙂"},
    {"", " Keep it up!", " Made my day.", " Will come again.", " More of this, please.", " 😊"}};

constexpr SectorTexts kAirline = {
    {"the morning flight", "the evening flight", "the {city} shuttle", "the night flight", "my connection",
     "flight LW{n}"},
    {"the delay", "your baggage", "your booking"},
    {{{{"{product} to {city} is {n} minutes late and nobody tells us why.",
        "stuck at the gate in {city} for {n} minutes, no word from the crew.",
        "{product} was cancelled by text message, and the desk in {city} is closed.",
        "we missed the last train from {city} because {product} left so late.",
        "the board says on time, the clock says {n} minutes late.",
        "queueing with {n} other people to be rebooked in {city}."},
       {"is {product} to {city} on time today?",
        "how early should I be at the airport in {city} for {product}?",
        "will {product} wait if the flight from {city} is {n} minutes late?",
        "which gate does {product} to {city} leave from?",
        "is there an earlier flight to {city} than {product}?", "does {product} fly on public holidays?"},
       {"{product} to {city} landed {n} minutes early.",
        "the crew of {product} made a long delay almost fun.",
        "rebooked to {city} in two minutes when {product} was cancelled.",
        "smoothest trip to {city} in years.", "the captain of {product} explained everything, twice.",
        "boarding in {city} took all of {n} seconds, or so it felt."}},
      {{"my suitcase is in {city} and I am not.", "day {n} without my bag, and the form does not load.",
        "the buggy arrived in {city} with a broken wheel.", "charged {n} for a bag that fits under the seat.",
        "nobody answers at the baggage desk in {city}.", "my bag has seen more of {city} than I have."},
       {"how many bags may I take to {city}?", "does a guitar count as hand baggage on {product}?",
        "what is the weight limit on {product}?", "where do I collect bags in {city} when I connect?",
        "may I pay for a second bag online?", "how do I report a bag that was found in {city}?"},
       {"my lost bag came to the hotel in {city} before I did.",
        "the lady at the baggage desk in {city} was wonderful.",
        "they carried my buggy right to the door of the plane.", "first bag on the belt in {city}!",
        "no fee for the {n} grams too much. Kind.", "found my son's bear in {city} and sent it home."}},
      {{"the app logs me out whenever I choose a seat.", "paid twice for {product}, refunded never.",
        "your site lost my booking to {city} after payment.",
        "we booked seats together and sit {n} rows apart.",
        "the voucher for {product} is refused at checkout.", "{n} clicks to say no to insurance. Really."},
       {"can I change the name on {product}?", "is the seat map of {product} final?",
        "how do I add a child to my booking to {city}?", "when do summer flights to {city} open?",
        "does the app show the boarding pass offline?", "can I use points for {product}?"},
       {"checked in for {product} in {n} seconds, the new app is great.",
        "refund for {product} arrived the next day.",
        "free change of my flight to {city}, no questions asked.",
        "an upgrade on {product} for our anniversary!", "points to {city} booked without a hitch.",
        "the seat on {product} had room for my knees."}}}}};

constexpr SectorTexts kTelecom = {
    {"the M plan", "the family plan", "home fibre", "the travel pass", "the starter plan", "the night plan"},
    {"your connection", "your bill", "your order"},
    {{{{"no signal in {city} since this morning.", "{product} gives me {n} kilobits. Kilobits.",
        "calls from {city} drop after {n} seconds.", "the network is down again in {city}.",
        "working from home with {product} is a gamble.", "the technician did not come, for the second time."},
       {"is there an outage in {city}?", "how fast is {product} in {city}?", "does {product} work abroad?",
        "when does fibre come to {city}?", "how do I switch on calls over wireless?",
        "what does the red light on the box mean?"},
       {"full signal in the hills above {city}.", "{product} is faster than promised.",
        "the technician in {city} was early, kind and quick.", "outage in {city} fixed within {n} minutes.",
        "not one dropped call in {n} weeks.", "moved to {city}, and {product} just worked."}},
      {{"my bill for {product} went up by {n} without a word.", "charged for roaming in {city}, at home.",
        "the bill shows {product}, which I never ordered.", "{n} calls about one wrong bill.",
        "you cancelled my discount and kept my contract.", "a late fee for a bill that came too late."},
       {"where do I find last month's bill?", "what is the fee of {n} on my bill?",
        "can I split the bill for {product}?", "when is {product} charged?",
        "how do I change my bank account?", "is there a discount for students on {product}?"},
       {"a wrong bill put right in {n} minutes.", "{product} got cheaper, and I did not even ask.",
        "they warned me before roaming in {city} got expensive.", "the clearest bill I ever had.",
        "got {n} back after one short chat.", "the loyalty discount on {product} is real!"}},
      {{"waiting for my phone for {n} days.",
        "the shop in {city} sent me to the hotline, which sent me to the shop.",
        "my number was ported to nowhere.", "the new SIM for {product} does not activate.",
        "ordered {product} and got a charger.", "the parcel was left in the rain in {city}."},
       {"how long does porting my number take?", "is the shop in {city} open on Saturday?",
        "can I keep my number with {product}?", "when will {product} be back?",
        "does {product} come with an eSIM?", "how do I return a router?"},
       {"ordered at noon, delivered in {city} by six.", "porting my number took {n} minutes.",
        "the staff in the {city} shop set up my father's phone.", "eSIM for {product} in one scan.",
        "changed to {product} without a single form.", "a real person picked up after {n} seconds."}}}}};

constexpr SectorTexts kBank = {
    {"my current account", "the gold card", "the savings account", "the home loan", "the youth account",
     "the travel card"},
    {"your card", "the app", "your transfer"},
    {{{{"my card was declined in {city} with a full trolley behind me.", "{product} is blocked, and so am I.",
        "{n} days for a new card, in this century.", "the machine in {city} kept my card.",
        "charged twice with {product}.", "a fee of {n} for my own money."},
       {"does {product} work in {city}?", "what is the daily limit of {product}?", "how do I change my PIN?",
        "is there a machine near the station in {city}?", "what does {product} cost abroad?",
        "how do I order a second card?"},
       {"new card in {city} within a day.", "they stopped a fraud on {product} before I saw it.",
        "no fees in {city} with {product}.", "my card was found and kept safe in {city}.",
        "raised my limit in {n} seconds.", "{product} pays for itself."}},
      {{"the app is down on pay day.", "the update of the app forgot who I am.",
        "{n} codes by text message, and none works.", "the app shows {product} with yesterday's balance.",
        "signed out in the middle of paying in {city}.", "dark mode, light mode, no mode: it crashes."},
       {"can I see {product} in the app?", "how do I move the app to a new phone?",
        "where are the statements of {product}?", "does the app need {n} permissions?",
        "can two people use {product} in the app?", "is the app safe on public networks?"},
       {"the new app is quick and clear.", "opened {product} in the app in {n} minutes.",
        "love the savings jars.", "face login simply works.", "the app told me of a bill I forgot.",
        "finally, search in {product}!"}},
      {{"a transfer to {city} takes {n} days.", "my salary is not there, my rent is.",
        "the branch in {city} is closed, again.", "on hold for {n} minutes about {product}.",
        "standing order executed twice.", "refused {product} with no reason given."},
       {"how long does a transfer to {city} take?", "what are the hours of the branch in {city}?",
        "what rate has {product} now?", "how do I stop a standing order?",
        "which papers do I need for {product}?", "is there a fee for {n} transfers a month?"},
       {"transfer to {city} arrived in {n} seconds.",
        "the branch in {city} helped my grandmother with patience.", "{product} approved in a day.",
        "a human, a name, an answer. Thank you.", "a wrong transfer was back within {n} hours.",
        "best rate for {product} around."}}}}};

constexpr SectorTexts kRetail = {
    {"the oak table", "the rain jacket", "the tea set", "the desk lamp", "the garden chair",
     "the wool blanket"},
    {"your delivery", "your return", "the item"},
    {{{{"{product} was due {n} days ago.", "the driver says delivered, {city} says no.",
        "{product} came in {n} parcels, one is missing.", "waited at home all day for {product}.",
        "the box was open when it came to {city}.", "tracking has shown {city} for {n} days."},
       {"when does {product} ship to {city}?", "can I choose the hour of delivery?",
        "do you deliver to {city} on Saturdays?", "is {product} at the shop in {city}?",
        "can I change the address of my order?", "how big is the parcel of {product}?"},
       {"{product} came a day early.", "the driver in {city} carried {product} up {n} floors.",
        "wrapped like a present!", "ordered last night, here this morning.",
        "a card written by hand was in the box.", "the delivery to {city} was on the minute."}},
      {{"no refund for {product} after {n} days.", "the return label does not print.",
        "the shop in {city} refuses what I bought online.", "a voucher is not a refund.",
        "{n} mails about one return.", "they want a photo of a box I threw away."},
       {"how long may I keep {product} before I return it?", "can I return {product} in {city}?",
        "where is the return label?", "do I pay for the return?", "can I change {product} for another size?",
        "when will I see the refund of {n}?"},
       {"refund for {product} within a day.", "changed in {city} without a receipt.",
        "returning {product} took {n} seconds.", "they let me keep {product} and sent a new one.",
        "no questions, just a smile, in {city}.", "a return that was easier than buying."}},
      {{"{product} broke after {n} days.", "{product} looks nothing like the picture.",
        "one leg of {product} is shorter.", "the colour of {product} ran in the first wash.",
        "sold out in {city} the minute the sale began.", "{n} screws, {n} holes, none of them meet."},
       {"is {product} water proof?", "how do I clean {product}?", "will {product} be in the sale?",
        "does {product} come in green?", "what is {product} made of?", "is there a manual for {product}?"},
       {"{product} is even nicer than in the picture.", "{product} still like new after {n} years.",
        "my cat approves of {product}.", "everybody asks where {product} is from.",
        "the staff in {city} know what they sell.", "{product} at half price, I am in love."}}}}};

constexpr std::array<const SectorTexts*, 4> kSectors = {&kAirline, &kTelecom, &kBank, &kRetail};

constexpr std::array<std::array<Text, 6>, 4> kViral = {{
    {"{brand} left a school orchestra in {city} and flew their instruments home without them. #letthemplay",
     "{n} children asleep on the floor in {city}, and {brand} has closed the desk. #letthemplay",
     "somebody answer them, {brand}. It is an orchestra, not a parcel. #letthemplay",
     "{brand}: {n} hours in {city} and not one word. Shame. #letthemplay",
     "never {brand} again. Look at these children in {city}. #letthemplay",
     "the cellos are in {city}. The cellists are not. {brand}, explain. #letthemplay"},
    {"{brand} cut off a whole street in {city} over one unpaid bill. #onestreet",
     "{n} homes in {city} without a line, and {brand} is silent. #onestreet",
     "answer them, {brand}. #onestreet", "my aunt lives there. No line for {n} days, {brand}. #onestreet",
     "how is this allowed, {brand}? #onestreet", "leaving {brand} today. #onestreet"},
    {"{brand} froze the account of the food bank in {city}. #unfreeze",
     "{n} families in {city} wait for {brand} to find a form. #unfreeze", "unfreeze it, {brand}. #unfreeze",
     "{brand} has had {n} hours and no answer. #unfreeze", "closing my account. #unfreeze",
     "a food bank, {brand}. Really? #unfreeze"},
    {"{brand} threw away {n} coats behind the shop in {city}, on the coldest night. #warmcoats",
     "new coats in the bin in {city}, labels on. {brand}? #warmcoats", "say something, {brand}. #warmcoats",
     "{n} coats, {n} people who needed them. #warmcoats", "not buying at {brand} again. #warmcoats",
     "I worked there. It is true. {brand} knows. #warmcoats"},
}};

constexpr Tones kComments = {
    {"Same here, {n} days ago.", "It was no better in {city}.", "They never answer.",
     "I left {brand} for that.", "Ridiculous.", "You are not alone."},
    {"Try it again tomorrow.", "It depends on {city}, I think.", "Ask in the app.", "Following.",
     "Did you get an answer?", "I read it takes {n} days."},
    {"They solved it for me in {n} minutes.", "Good people in {city}.", "I like {brand}.", "Agreed!",
     "Same good experience here.", "They were kind to me."}};
constexpr Tones kShares = {
    {"This. Exactly this.", "Read this before you choose {brand}.", "{brand}, are you reading?",
     "Again {brand}…", "Shared, because it is true.", "Everybody in {city} knows it."},
    {"Interesting.", "For those in {city}.", "Worth knowing about {brand}.", "Passing it on.",
     "What do you think?", "Saved for later."},
    {"That is how it is done.", "Nice, {brand}!", "Good news for once.", "Faith restored.", "More like this.",
     "Proud customer of {brand}."}};
constexpr std::array<std::array<Text, Phrases::kTopics>, 4> kHashtags = {
    {{"#delay", "#baggage", "#booking"},
     {"#outage", "#invoice", "#order"},
     {"#cards", "#app", "#transfer"},
     {"#delivery", "#returns", "#quality"}}};
constexpr std::array<Text, 4> kRallies = {"#nightonthefloor", "#wherearemybags", "#seat13", "#refundus"};
constexpr Tones kFollowUps = {
    {"I did that already, it does not help.", "That was {n} days ago.", "Nobody called me back.",
     "And how long will that take?", "I have sent the number twice.", "This is not an answer."},
    {"The number is {n}-{n}.", "Sent.", "It is about {city}.", "And where do I find that?",
     "Since yesterday.", "Does that cost anything?"},
    {"Great, thank you!", "That worked.", "Perfect, thanks.", "You are quick!", "Solved, have a nice day.",
     "Thanks for your help."}};
constexpr Tones kAnswers = {
    {"We are sorry about {topic}. Please send us your reference, and we will look into it.",
     "That is not what we want {topic} to be like. A colleague is on it now.",
     "We hear you. We are checking {topic} and come back to you today.",
     "Sorry for the trouble with {topic}. What is your number with us?",
     "This should not happen. We have passed on {topic} to the team in {city}.",
     "Thank you for telling us. We put {topic} right within {n} hours."},
    {"Good question. Everything on {topic} is in the app, under Help.", "Yes, that works for {topic}.",
     "For {topic} our team in {city} can help, open until eight.", "It takes about {n} minutes.",
     "Please send us your reference, then we look up {topic}.", "Not yet, but we work on it."},
    {"Thank you, that made our day!", "We pass it on to the team in {city}.", "Glad that {topic} went well.",
     "Thanks for the kind words.", "See you again soon!", "That is good to read."}};
constexpr std::array<Text, 3> kGreetings = {
    "Thank you for writing to {brand}. We answer as soon as we can.",
    "Hello! This is {brand}'s automatic reply: a colleague will be with you shortly.",
    "We have got your message. Usual answering time: {n} minutes."};

constexpr std::array<Text, 24> kFirstNames = {"amber",  "brisk",  "calm",  "dusty",  "early", "fuzzy",
                                              "gentle", "hazel",  "icy",   "jolly",  "keen",  "lucky",
                                              "mellow", "nimble", "olive", "plain",  "quiet", "rusty",
                                              "silver", "tidy",   "urban", "velvet", "windy", "young"};
constexpr std::array<Text, 24> kLastNames = {"finch",  "otter",  "maple",  "comet",   "harbour", "lantern",
                                             "meadow", "pebble", "robin",  "saddle",  "thimble", "walnut",
                                             "anchor", "button", "cinder", "dune",    "ember",   "fjord",
                                             "glade",  "heron",  "island", "juniper", "kite",    "ladder"};

struct Filling {
  Text brand, topic;
  const SectorTexts* sector = nullptr;
};

Text oneOf(Random& random, std::span<const Text> texts) { return texts[random.below(texts.size())]; }

void append(std::string& out, Random& random, Text text, const Filling& filling) {
  while (!text.empty()) {
    const size_t open = text.find('{');
    out.append(text.substr(0, open));
    if (open == Text::npos) return;
    const size_t close = text.find('}', open);
    const Text slot = text.substr(open + 1, close - open - 1);
    if (slot == "brand") {
      out.append(filling.brand);
    } else if (slot == "topic") {
      out.append(filling.topic);
    } else if (slot == "city") {
      out.append(oneOf(random, kCities));
    } else if (slot == "product" && filling.sector != nullptr) {
      append(out, random, oneOf(random, filling.sector->products), filling);
    } else {
      absl::StrAppend(&out, 2 + random.below(58));
    }
    text.remove_prefix(close + 1);
  }
}

std::string filled(Random& random, Text text, const Filling& filling) {
  std::string out;
  out.reserve(160);
  append(out, random, text, filling);
  return out;
}

const SectorTexts& textsOf(Sector sector) { return *kSectors[static_cast<size_t>(sector)]; }

}  // namespace

std::string Phrases::message(Random& random, Sector sector, size_t topic, Label tone,
                             std::string_view brand) {
  const SectorTexts& texts = textsOf(sector);
  const Filling filling{brand, texts.topics[topic], &texts};
  std::string out;
  out.reserve(160);
  append(out, random, oneOf(random, kOpeners.of(tone)), filling);
  append(out, random, oneOf(random, texts.cores[topic].of(tone)), filling);
  append(out, random, oneOf(random, kEndings.of(tone)), filling);
  // A third of them, as it happens: no die is thrown for it.
  if (out.size() % 3 == 0)
    absl::StrAppend(&out, " ", std::string(kHashtags[static_cast<size_t>(sector)][topic]));
  return out;
}

std::string_view Phrases::rally(int64_t conversation) {
  return kRallies[static_cast<size_t>(conversation) % kRallies.size()];
}

std::string Phrases::viral(Random& random, Sector sector, std::string_view brand) {
  return filled(random, oneOf(random, kViral[static_cast<size_t>(sector)]), {brand, {}});
}

std::string Phrases::comment(Random& random, Label tone, std::string_view brand) {
  return filled(random, oneOf(random, kComments.of(tone)), {brand, {}});
}

std::string Phrases::share(Random& random, Label tone, std::string_view brand) {
  return filled(random, oneOf(random, kShares.of(tone)), {brand, {}});
}

std::string Phrases::followUp(Random& random, Label tone, std::string_view brand) {
  return filled(random, oneOf(random, kFollowUps.of(tone)), {brand, {}});
}

std::string Phrases::answer(Random& random, Sector sector, size_t topic, Label tone, std::string_view brand) {
  return filled(random, oneOf(random, kAnswers.of(tone)), {brand, textsOf(sector).topics[topic]});
}

std::string Phrases::greeting(Random& random, std::string_view brand) {
  return filled(random, oneOf(random, kGreetings), {brand, {}});
}

std::string authorName(uint64_t place, int64_t number) {
  const uint64_t bits = scatter(place ^ static_cast<uint64_t>(number));
  const Text first = kFirstNames[bits % kFirstNames.size()];
  const Text last = kLastNames[(bits >> 32) % kLastNames.size()];
  return absl::StrCat(std::string(first), ".", std::string(last), ".", number);
}

}  // namespace watchfloor
