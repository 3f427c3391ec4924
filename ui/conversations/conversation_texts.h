// What strangers wrote, as a wall may show it; and the words for how a conversation stands.
//
//   quoted("lost my bag \xe2\x80\xae", 160)   -> "lost my bag \u{202e}"
//
// Whatever is not seen, or turns text around, stands as an escape; bytes that are not UTF-8 as U+FFFD; marks
// and emoji that are piled up without an end are let go. Cost: that of what is shown. GUI thread.
#pragma once

#include <QSizeF>
#include <QString>
#include <string>

#include "model/conversation.h"

namespace watchfloor {

inline const QString kDot = QStringLiteral("\u00a0· ");  // between facts; it begins no line

// The first `most` characters, about, as far as they have room (arc minutes; empty: any), and how many more
// there are. Cost: where they may have none, that of laying the text out.
QString quoted(const std::string& text, qsizetype most, QSizeF room = {});
// A name, a rule, an id: short, and a direction of its own.
QString namedText(const std::string& name);

QString bucketText(const std::optional<Bucket>& bucket);
QString handlingText(Handling handling);
QString labelText(Label label);
// "nobody's", "of ann".
QString ownerText(const std::string& owner);
// "@bob, customer 12"; "customer 12" when the id is masked.
QString customerText(int64_t author, const std::string& id);
// "assigned to ann".
QString actText(const ConversationAct& act);

// Why an engine did not answer, or did not do it, in words for whoever stands at the wall.
QString problemText(const absl::Status& status);

}  // namespace watchfloor
