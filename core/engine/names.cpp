#include "engine/names.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "model/archive.h"
#include "model/id.h"

namespace watchfloor {
namespace {

// The brands that an event names beside its own.
std::vector<std::string_view> otherBrands(const EventView& event) {
  if (const auto* message = std::get_if<MessageView>(&event.body)) return message->alsoBrands;
  const auto* correction = std::get_if<CorrectionView>(&event.body);
  if (correction && !correction->brand.empty()) return {correction->brand};
  return {};
}

}  // namespace

bool hasPlace(const EventView& event) {
  return std::holds_alternative<ContactView>(event.body) || std::holds_alternative<MessageView>(event.body) ||
         std::holds_alternative<AgentView>(event.body);
}

Names::Names(int64_t most) : m_most(std::min(static_cast<size_t>(most), Interner::kMost - 1)) {}

std::optional<CellId> Names::note(const EventView& event) {
  const auto* message = std::get_if<MessageView>(&event.body);
  if (!hasPlace(event) || (message && !message->alsoBrands.empty())) return noteNew(event);
  const uint64_t hash = Id::of(event.channel, spaceOf(event.brand)).low;
  const auto known = m_byNames.find(hash);
  if (known != m_byNames.end() && isNamed(known->second, event.brand, event.channel)) return known->second;
  const std::optional<CellId> cell = noteNew(event);
  if (cell) m_byNames.try_emplace(hash, *cell);
  return cell;
}

std::optional<CellId> Names::noteNew(const EventView& event) {
  const std::vector<std::string_view> others = otherBrands(event);
  size_t brands = m_brands.size() - 1, channels = m_channels.size() - 1;  // "all" is none
  brands += !m_brands.find(event.brand);
  channels += !m_channels.find(event.channel);
  for (const std::string_view brand : others) brands += !m_brands.find(brand);
  if (brands > m_most || channels > m_most) return std::nullopt;
  CellId cell;
  if (hasPlace(event)) {
    cell = {m_brands.intern(event.brand), m_channels.intern(event.channel)};
    if (!m_cells.contains(cell)) {
      if (m_cells.size() >= m_most) return std::nullopt;
      m_cells.insert(cell);
    }
  }
  for (const std::string_view brand : others) m_brands.intern(brand);
  m_watchedOnly.learn(m_brands);
  return cell;
}

template <class Archive>
void Names::persist(Archive& archive) {
  archive(m_brands, m_channels);
  if constexpr (Archive::kIsReading) {
    archive.brands = m_brands.size();
    archive.channels = m_channels.size();
  }
  std::vector<CellId> cells(m_cells.begin(), m_cells.end());
  std::sort(cells.begin(), cells.end());
  archive(cells);
  m_cells = {cells.begin(), cells.end()};
  m_byNames.clear();  // comes again when it is asked for
}
template void Names::persist(ArchiveWriter&);
template void Names::persist(ArchiveReader&);

}  // namespace watchfloor
