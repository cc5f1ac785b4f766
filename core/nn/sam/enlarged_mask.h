#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/geometry.h"

namespace soundmask::nn {

/// The sizes a mask goes through, from the network to the picture.
struct MaskSizes {
    Size logits;  ///< what the decoder gives
    int side = 0; ///< of the network's square input
    Size resized; ///< the picture inside that square
    Size image;   ///< the picture
};

/// Where the samples of a line lie among those of a shorter or longer one, as LibTorch's upsample_bilinear2d
/// (align_corners false) has it: each between two, with a weight for the second.
struct LinePlaces {
    std::vector<std::int32_t> first, second;
    std::vector<float> weight;

    /// The first \p kept of \p full samples that stand for \p from.
    LinePlaces(int from, int full, int kept);
};

/// The two enlargements of a mask of some size, the same for all masks of a picture.
struct MaskScaling {
    Size logits, image;
    LinePlaces square_rows, square_columns; ///< of the logits in the square
    LinePlaces image_rows, image_columns;   ///< of the square in the picture

    explicit MaskScaling(const MaskSizes& sizes);
};

/// The logits of one mask as large as the picture, row by row: bilinear to the network's square, cut to the picture in
/// it, bilinear to the picture. Only the rows in use are in memory. For one thread; rising rows are the fastest.
class EnlargedMask {
  public:
    /// \p logits: height x width of scaling.logits. Both are read while this lives.
    EnlargedMask(const float* logits, const MaskScaling& scaling);

    /// Row \p y, of the picture's width, until the next call.
    const float* row(int y);
    /// Rows begin, .. end-1 as runs of pixels outside and inside (above 0) by turns; the first may be 0.
    std::vector<std::uint32_t> runs(int begin, int end);

  private:
    /// The two rows that were asked for last.
    class Pair {
      public:
        explicit Pair(std::size_t width)
            : m_rows{Row{-1, std::vector<float>(width)}, Row{-1, std::vector<float>(width)}} {}
        /// Row \p y; make(to) is called if it is not one of both.
        template <typename Make>
        const float* row(int y, const Make& make);

      private:
        struct Row {
            int y;
            std::vector<float> values;
        };
        std::array<Row, 2> m_rows;
        std::size_t m_last = 0;
    };

    const float* squareRow(int y); ///< of the square, stretched to the picture's width

    const float* m_logits;
    const MaskScaling& m_scaling;
    Pair m_stretched; ///< rows of logits with the square's width
    Pair m_square;    ///< rows of the square with the picture's width
    std::vector<float> m_blended, m_row;
};

/// Appends the runs of the rows that follow.
void appendRuns(std::vector<std::uint32_t>& runs, const std::vector<std::uint32_t>& following);

} // namespace soundmask::nn
