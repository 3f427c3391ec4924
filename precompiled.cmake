# Headers of others, read once for a group of targets rather than once for each source: they are most of what a
# compiler reads here. A source still includes all that it uses: tests/tidy reads each of the core without.
#
#   watchfloor_precompiled(GROUP LINK library… HEADERS <header>…)
#   target_precompile_headers(TARGET REUSE_FROM GROUP)     whose options and definitions are those of the group

set(core_headers <absl/container/btree_map.h> <absl/container/flat_hash_map.h> <absl/container/flat_hash_set.h>
  <absl/container/inlined_vector.h> <absl/status/statusor.h> <absl/strings/str_cat.h> <absl/strings/str_format.h>
  <absl/strings/str_join.h> <algorithm> <array> <atomic> <bit> <chrono> <cmath> <cstdint> <cstdio> <deque>
  <filesystem> <functional> <map> <memory> <mutex> <numeric> <optional> <random> <set> <span> <string> <string_view>
  <thread> <tuple> <utility> <variant> <vector>)
set(rpc_headers <grpcpp/grpcpp.h> <watchfloor/v1/control.grpc.pb.h> <watchfloor/v1/conversation.grpc.pb.h>
  <watchfloor/v1/history.grpc.pb.h> <watchfloor/v1/service.grpc.pb.h> <watchfloor/v1/topic.grpc.pb.h>
  <watchfloor/v1/trend.grpc.pb.h>)
set(ui_headers <QApplication> <QtCharts> <QtQuick>)

file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled.cpp CONTENT "")

function(watchfloor_precompiled group)
  cmake_parse_arguments(PARSE_ARGV 1 group "" "" "LINK;HEADERS")
  add_library(${group} OBJECT ${CMAKE_BINARY_DIR}/precompiled.cpp)
  set_target_properties(${group} PROPERTIES AUTOMOC OFF)
  target_link_libraries(${group} PRIVATE watchfloor_options ${group_LINK})
  target_precompile_headers(${group} PRIVATE ${group_HEADERS})
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang)  # ccache may give back one that was made at another time
    target_compile_options(${group} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()
