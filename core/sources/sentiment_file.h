// The configuration of sentiment as it stands in TOML: [sentiment] in watchfloord's file.
// resources/watchfloord.toml shows all keys with their defaults.
//
//   [sentiment]
//   scorer = "lexicon"
//   [[sentiment.model]]
//   name = "service"
//   path = "/etc/watchfloor/service.model"
//   [[sentiment.rule]]
//   brand = "acme"
//   scorer = "service"
#pragma once

#include "model/listening.h"
#include "toml/toml_file.h"

namespace watchfloor {

// Reads [sentiment] below `root` over the defaults; what is wrong is kept in the file (TomlFile::status).
// Models are not opened.
SentimentConfig readSentiment(TomlSection& root);

}  // namespace watchfloor
