// One life of an engine with a store on a disk that loses power: batches come, ticks pass, groups and
// checkpoints are written, the file is closed and opened again, and, if wanted, the disk fails. Before every
// write, sync, truncate, removal and renaming it is looked at what a loss of power just then would leave: the
// store is opened on that, the engine recovered, by a checkpoint if there is one, and both are held against
// what was acknowledged and against an engine that never died. Now and then the loss is real, and life goes
// on from there, also in the middle of a recovery.
//
//   Ordeal ordeal({.seed = 7});
//   ordeal.run();
//   ordeal.losses(); ordeal.fault();
//
// The same options give the same history. One thread at a time.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crash/memory_disk.h"
#include "engine/engine.h"
#include "host/acknowledgements.h"
#include "store/record_store.h"

namespace watchfloor {

// Mistakes that the harness has to find.
enum class Bug {
  kNone,
  kSkippedSync,
  kLyingSync,
  kAppliedTwice,
  kAcknowledgedEarly,
  kCheckpointUnsynced,  // renamed before it is synced
  kCheckpointEarly,     // written before its ticks are
  kRecordsGoneEarly,    // that the older checkpoint needs
};
inline constexpr const char* kBugNames[] = {"none",
                                            "skipped-sync",
                                            "lying-sync",
                                            "applied-twice",
                                            "acknowledged-early",
                                            "unsynced-checkpoint",
                                            "early-checkpoint",
                                            "records-gone-early"};

class Ordeal {
 public:
  struct Options {
    uint64_t seed = 1;
    Bug bug = Bug::kNone;
    bool isFailing = false;    // the disk fills up, and operations fail
    bool isForgetful = false;  // the store keeps only so much
  };

  explicit Ordeal(const Options& options);
  ~Ordeal();

  void run();

  int losses() const { return m_losses; }
  int failures() const { return m_failures; }  // of the disk, that a write told
  int loads() const { return m_loads; }        // of an engine from a checkpoint
  // What is wrong, and where; empty: nothing.
  const std::string& fault() const { return m_fault; }

 private:
  // A record or a tick in the order in which the engine took it.
  struct Lived {
    std::optional<BatchRecord> batch;  // none: a tick
    Time tick{};
    FramePtr frame;  // of a tick
    bool operator==(const Lived& other) const {
      return tick == other.tick && batch.has_value() == other.batch.has_value() &&
             (!batch || batch->request == other.batch->request);
    }
  };
  // What a recovered engine knows of a life.
  struct Known {
    size_t from = 0;       // of its records and ticks, those from there on
    uint64_t skipped = 0;  // records and ticks that the engine counts before them
    bool operator==(const Known&) const = default;
  };
  struct Recovered {
    Engine engine;
    std::vector<Lived> life;
    Known known;
  };
  // A state that waits until its ticks are on disk.
  struct Waiting {
    SavedState state;
    Mark mark;
    uint64_t ticks = 0;
  };
  struct Group {
    std::vector<BatchRecord> batches;
    std::vector<RecordStore::NewTick> ticks;
  };

  bool open();
  void close();
  void step();
  void write();
  void tick();
  void apply(BatchRecord batch);
  void loseForReal();
  int beforeOperation(MemoryDisk::Operation operation, const std::string& file);
  void look(const MemoryDisk::Image& image);
  void takeCheckpoint();
  void writeCheckpoint();
  std::optional<std::vector<Lived>> readBack(RecordStore& store);
  std::vector<Lived> onDisk(const Group& group) const;
  std::optional<std::vector<Lived>> lifeOf(const std::vector<Lived>& found);
  std::optional<Recovered> recoverFrom(RecordStore& store);
  FramePtr referenceAt(Time then, const Recovered& recovered);
  void complain(std::string what);
  BatchRecord nextBatch();
  RecordStore::Options storeOptions(MemoryDisk& disk);

  const Options m_options;
  MemoryDisk::Random m_random;
  MemoryDisk m_disk, m_elsewhere;  // what is lived on; what a loss is looked at on
  bool m_isOff = false;            // power is lost, and m_left is what is left
  MemoryDisk::Image m_left;
  int m_failFor = 0;  // operations to come; below 0: nothing fails any more

  std::optional<RecordStore> m_store;
  std::optional<Engine> m_engine;
  Acknowledgements m_acknowledgements;
  Time m_now;
  int m_lastId = 0, m_pageBytes = 0, m_logPages = 0;

  std::vector<BatchRecord> m_submitted;              // wait for their group
  std::vector<RecordStore::NewTick> m_pendingTicks;  // are not on disk
  uint64_t m_position = 0, m_ticks = 0, m_ticksOnDisk = 0;
  std::vector<Lived> m_lived;  // from the very beginning
  Known m_known;               // by m_engine
  std::optional<Waiting> m_waiting;
  std::map<std::pair<uint64_t, uint64_t>, Known> m_marks;  // what states know, by record and tick
  size_t m_acknowledged = 0;                               // of m_lived, up to the last batch that is
  // What may be on disk instead: with the group that is under way, or one that failed since the last that did
  // not.
  std::vector<std::vector<Lived>> m_possible;
  std::map<std::pair<Time, size_t>, FramePtr> m_references;  // at a moment, after records of this hash
  int m_losses = 0, m_failures = 0, m_loads = 0;
  std::string m_fault;
};

}  // namespace watchfloor
