#include "core/media/picture_converter.h"

#include <opencv2/core.hpp>

namespace soundmask {

Result<void> PictureConverter::prepare(const AVFrame& picture, const std::string& subject) {
    const AVPixelFormat format = ffmpeg::withoutRange(picture.format);
    m_scaler.reset(sws_getCachedContext(m_scaler.release(), picture.width, picture.height, format, m_stored.width,
                                        m_stored.height, AV_PIX_FMT_RGB24, SWS_BICUBIC, nullptr, nullptr, nullptr));
    if (!m_scaler) return fail(ErrorCode::UnsupportedFormat, subject, "the pictures' colour format is not supported");
    const bool full_range = format != picture.format || picture.color_range == AVCOL_RANGE_JPEG;
    const int one = 1 << 16;
    sws_setColorspaceDetails(m_scaler.get(), sws_getCoefficients(picture.colorspace), full_range ? 1 : 0,
                             sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, one, one);
    if (m_rgb) return {};
    m_rgb = ffmpeg::makeFrame();
    m_rgb->format = AV_PIX_FMT_RGB24;
    m_rgb->width = m_stored.width;
    m_rgb->height = m_stored.height;
    // Not straight into an Image: swscale writes past the end of rows that are not aligned.
    if (av_frame_get_buffer(m_rgb.get(), 0) < 0) {
        m_rgb.reset();
        return fail(ErrorCode::OutOfMemory, subject, "not enough memory for a picture");
    }
    return {};
}

Result<Image> PictureConverter::convert(const AVFrame& picture, const std::string& subject) {
    if (auto ready = prepare(picture, subject); !ready) return fail(ready.error());
    if (sws_scale(m_scaler.get(), picture.data, picture.linesize, 0, picture.height, m_rgb->data, m_rgb->linesize) < 0)
        return fail(ErrorCode::UnsupportedFormat, subject, "the picture's colours cannot be converted");

    const cv::Mat stored(m_stored.height, m_stored.width, CV_8UC3, m_rgb->data[0],
                         static_cast<std::size_t>(m_rgb->linesize[0]));
    Image image(m_orientation.displayed(m_stored));
    cv::Mat shown(image.height(), image.width(), CV_8UC3, image.data(), image.stride());
    if (m_orientation.transposed)
        cv::transpose(stored, shown);
    else
        stored.copyTo(shown);
    if (m_orientation.mirrored_x && m_orientation.mirrored_y)
        cv::flip(shown, shown, -1);
    else if (m_orientation.mirrored_x)
        cv::flip(shown, shown, 1);
    else if (m_orientation.mirrored_y)
        cv::flip(shown, shown, 0);
    return image;
}

} // namespace soundmask
