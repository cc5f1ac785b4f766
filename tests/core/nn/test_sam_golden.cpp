// The set golden/sam: SAM ViT-B and MobileSAM on photos, the mask generator, checkpoint files, key lists.
#include "tests/core/nn/golden_totals.h"

using namespace soundmask;

TEST_CASE("every case of golden/sam is within its tolerance") {
    const auto totals = test::runGolden(std::filesystem::path(SOUNDMASK_SHARED_DIR) / "golden" / "sam");
    for (const char* name :
         {"sam_vit_b_dog", "sam_vit_b_groceries", "sam_vit_b_truck", "mobile_sam_dog", "mobile_sam_groceries",
          "mobile_sam_truck", "tiny64_dog", "tiny64_tall", "tiny256_dog", "amg_unit", "amg_e2e_dog",
          "amg_e2e_dog_crops", "keys/sam_vit_b", "keys/sam_vit_l", "keys/sam_vit_h", "keys/mobile_sam"}) {
        CAPTURE(name);
        CHECK(totals.passed.contains(name));
    }
    CHECK(totals.failed.empty());
    CHECK(totals.unsupported.empty());
    CHECK(totals.passed.size() >= 120 + 16);
}
